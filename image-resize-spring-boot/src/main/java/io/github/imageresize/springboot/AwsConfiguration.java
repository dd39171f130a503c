package io.github.imageresize.springboot;

import io.github.imageresize.ResizeService;
import io.github.imageresize.lambda.InvocationTimeLimits;
import io.github.imageresize.lambda.LambdaResizeService;
import io.github.imageresize.lambda.S3ImageSource;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.springboot.ImageResizeProperties.Lambda;
import io.github.imageresize.springboot.ImageResizeProperties.S3;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Originals on S3 and a function that makes the images, as far as the properties ask for them. */
@Configuration(proxyBeanMethods = false)
class AwsConfiguration {
  private static final String ADAPTER = "io.github.imageresize.lambda.S3ImageSource";

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = ADAPTER)
  @ConditionalOnProperty("image-resize.source.s3.bucket")
  static class Originals {

    @Bean
    @ConditionalOnMissingBean
    @Lazy // so that what is set is looked at first
    S3Client imageResizeS3Client() {
      return S3Client.create();
    }

    @Bean
    @ConditionalOnMissingBean({ImageSource.class, ResizeService.class})
    S3ImageSource imageSource(ObjectProvider<S3Client> client, ImageResizeProperties properties) {
      SourceSettings.checkOne(properties.source());
      S3 set = properties.source().s3();
      return SettingException.naming(
          "image-resize.source.s3",
          () ->
              new S3ImageSource(
                  client.getObject(), Objects.requireNonNull(set.bucket()), set.prefix()));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = ADAPTER)
  @ConditionalOnProperty("image-resize.lambda.function")
  static class Function {

    @Bean
    @ConditionalOnMissingBean
    LambdaClient imageResizeLambdaClient() {
      InvocationTimeLimits limits = InvocationTimeLimits.DEFAULTS;
      return LambdaClient.builder()
          .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(limits.socket()))
          .overrideConfiguration(limits.clientConfiguration())
          .build();
    }

    @Bean
    @ConditionalOnMissingBean(name = "imageResizeFunction")
    ResizeServiceCustomizer imageResizeFunction(
        LambdaClient client, ObjectProvider<S3Client> s3, ImageResizeProperties properties) {
      ResizeService function =
          SettingException.naming(
              "image-resize.lambda", () -> function(client, s3, properties.lambda()));
      return builder -> builder.remote(function);
    }

    private static ResizeService function(
        LambdaClient client, ObjectProvider<S3Client> s3, Lambda set) {
      LambdaResizeService.Builder builder =
          LambdaResizeService.builder(client, Objects.requireNonNull(set.function()));
      Setting.apply(set.qualifier(), builder::qualifier);
      Setting.apply(set.concurrency(), builder::concurrency);
      Setting.apply(
          set.resultsBucket(),
          bucket -> builder.results(s3.getObject(), bucket, set.resultsPrefix()));
      return builder.build();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingClass(ADAPTER)
  @ConditionalOnProperty("image-resize.lambda.function")
  static class MissingAdapter {

    MissingAdapter() {
      throw new SettingException(
          "image-resize.lambda.function is set, but image-resize-lambda, which calls it, is not on"
              + " the class path.",
          "Add the dependency io.github.imageresize:image-resize-lambda.");
    }
  }
}
