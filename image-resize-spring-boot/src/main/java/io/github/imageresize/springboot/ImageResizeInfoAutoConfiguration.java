package io.github.imageresize.springboot;

import io.github.imageresize.ResizeService;
import io.github.imageresize.source.ImageSource;
import java.util.Map;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the actuator's {@code info} says of the service: its engine, the formats that it writes, its
 * source and its path. {@code management.info.image-resize.enabled} turns it off.
 */
@AutoConfiguration(after = ImageResizeAutoConfiguration.class)
@ConditionalOnBean({ResizeService.class, ImageSource.class})
public final class ImageResizeInfoAutoConfiguration {

  /** Made by Spring. */
  ImageResizeInfoAutoConfiguration() {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(
      name =
          "org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor")
  @ConditionalOnEnabledInfoContributor("image-resize")
  static class Contributor {

    @Bean
    @ConditionalOnMissingBean(name = "imageResizeInfoContributor")
    InfoContributor imageResizeInfoContributor(
        ResizeService service, ImageSource source, ImageResizeProperties properties) {
      return builder ->
          builder.withDetail(
              "imageResize",
              Map.of(
                  "engine", service.engine(),
                  "formats", Labels.of(service.outputFormats()),
                  "source", source.getClass().getSimpleName(),
                  "path", properties.path()));
    }
  }
}
