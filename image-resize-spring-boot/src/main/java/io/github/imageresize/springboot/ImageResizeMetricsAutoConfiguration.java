package io.github.imageresize.springboot;

import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.micrometer.ObservedResizeService;
import io.github.imageresize.micrometer.ResizeMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Meters of the service where the application has a {@link MeterRegistry}, and an observation of
 * each image that is made where it has an {@link ObservationRegistry}.
 */
@AutoConfiguration(
    before = ImageResizeAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
    })
@ConditionalOnProperty(prefix = "image-resize", name = "enabled", matchIfMissing = true)
public final class ImageResizeMetricsAutoConfiguration {

  /** Made by Spring. */
  ImageResizeMetricsAutoConfiguration() {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterRegistry.class)
  @ConditionalOnBean(MeterRegistry.class)
  static class Meters {

    @Bean
    @ConditionalOnMissingBean
    ResizeMetrics resizeMetrics(MeterRegistry registry, ObjectProvider<MemoryCacheStore> memory) {
      ResizeMetrics metrics = new ResizeMetrics(registry);
      memory.ifUnique(metrics::watch);
      return metrics;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ObservationRegistry.class)
  @ConditionalOnBean(ObservationRegistry.class)
  static class Observations {

    @Bean
    @ConditionalOnMissingBean(name = "imageResizeObservations")
    ResizeServiceCustomizer imageResizeObservations(ObservationRegistry registry) {
      return builder -> builder.wrapEngine(engine -> new ObservedResizeService(engine, registry));
    }

    @Bean
    RequestScope imageResizeRequestScope(ObservationRegistry registry) {
      return new ObservationScope(registry);
    }
  }
}
