package io.github.imageresize.springboot;

import io.github.imageresize.ResizeListener;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizeServiceBuilder;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.source.ImageSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Puts a {@link ResizeService} together, of the properties under {@code image-resize} and of the
 * application's own beans. Each bean gives way to one of the application's: an {@link ImageSource},
 * a {@link CacheStore}, or the service itself. Every {@link ResizeListener} is told what happens.
 */
@AutoConfiguration
@ConditionalOnProperty(prefix = "image-resize", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(ImageResizeProperties.class)
@Import({MemoryConfiguration.class, RedisConfiguration.class, AwsConfiguration.class})
public final class ImageResizeAutoConfiguration {

  /** Made by Spring. */
  ImageResizeAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean({ImageSource.class, ResizeService.class})
  ImageSource imageSource(ImageResizeProperties properties) {
    return SourceSettings.source(properties.source());
  }

  @Bean
  @ConditionalOnMissingBean
  ResizeService resizeService(
      ImageSource source,
      CacheStore cache,
      ImageResizeProperties properties,
      ObjectProvider<ResizeListener> listeners,
      ObjectProvider<ResizeServiceCustomizer> customizers) {
    ResizeServiceBuilder builder =
        ResizeService.builder(source)
            .cache(cache)
            .lifetimes(LimitSettings.lifetimes(properties.cache()))
            .limits(LimitSettings.limits(properties.limits()))
            .priming(properties.priming())
            .listener(ResizeListener.all(listeners.orderedStream().toList()));
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    return builder.build();
  }
}
