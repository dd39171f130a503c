package io.github.imageresize.lambda;

import io.github.imageresize.codec.Codec;
import io.github.imageresize.local.LocalResizeService;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What both handlers of the function make of its settings: clients of S3, engine, results. */
final class FunctionStorage {
  private FunctionStorage() {}

  /** The small client: it starts fast, and one call at a time needs no pool of connections. */
  static S3Client client(FunctionSettings settings) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .credentialsProvider(credentials());
    return settings.pathStyle() ? builder.forcePathStyle(true).build() : builder.build();
  }

  /** Signs by the function's own role, for the same endpoint as {@link #client}. */
  static S3Presigner presigner(FunctionSettings settings) {
    return S3Presigner.builder()
        .credentialsProvider(credentials())
        .serviceConfiguration(
            S3Configuration.builder().pathStyleAccessEnabled(settings.pathStyle()).build())
        .build();
  }

  static LocalResizeService engine(FunctionSettings settings, S3Client s3, List<Codec> codecs) {
    LocalResizeService.Builder engine =
        LocalResizeService.builder(
                new S3ImageSource(s3, settings.imageBucket(), settings.imagePrefix()))
            .limits(settings.limits());
    codecs.forEach(engine::codec);
    return engine.build();
  }

  static @Nullable ResultsBucket results(FunctionSettings settings, S3Client s3) {
    return settings.resultBucket() == null
        ? null
        : new ResultsBucket(s3, settings.resultBucket(), settings.resultPrefix());
  }

  private static AwsCredentialsProvider credentials() {
    return AwsCredentialsProviderChain.of(
        EnvironmentVariableCredentialsProvider.create(), ContainerCredentialsProvider.create());
  }
}
