package io.github.imageresize.springboot;

import io.github.imageresize.ResizeService;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.source.ImageSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The health of the service: its source, its cache, Redis, and its engine, under {@code
 * imageResize}. {@code management.health.image-resize.enabled} turns it off.
 */
@AutoConfiguration(after = ImageResizeAutoConfiguration.class)
@ConditionalOnBean({ResizeService.class, ImageSource.class})
public final class ImageResizeHealthAutoConfiguration {
  private static final String NAME = "image-resize";

  /** Made by Spring. */
  ImageResizeHealthAutoConfiguration() {}

  /** The classes of the actuator of Spring Boot 3. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(
      name =
          "org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator")
  @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator(NAME)
  static class OfBoot3 {

    @Bean
    @ConditionalOnMissingBean(name = "imageResizeHealthContributor")
    org.springframework.boot.actuate.health.CompositeHealthContributor imageResizeHealthContributor(
        ImageSource source,
        ResizeService service,
        ObjectProvider<CacheStore> caches,
        ObjectProvider<SharedCacheHealth> shared,
        ImageResizeProperties properties) {
      Map<String, org.springframework.boot.actuate.health.HealthIndicator> indicators =
          new LinkedHashMap<>();
      HealthChecks.of(source, service, caches, shared, properties)
          .forEach((name, check) -> indicators.put(name, () -> health(check.look())));
      return org.springframework.boot.actuate.health.CompositeHealthContributor.fromMap(indicators);
    }

    private static org.springframework.boot.actuate.health.Health health(
        HealthCheck.Result result) {
      return org.springframework.boot.actuate.health.Health.status(result.state().name())
          .withDetails(result.details())
          .build();
    }
  }

  /** The classes of the health module of Spring Boot 4. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(
      name =
          "org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator")
  @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator(
      NAME)
  static class OfBoot4 {

    @Bean
    @ConditionalOnMissingBean(name = "imageResizeHealthContributor")
    org.springframework.boot.health.contributor.CompositeHealthContributor
        imageResizeHealthContributor(
            ImageSource source,
            ResizeService service,
            ObjectProvider<CacheStore> caches,
            ObjectProvider<SharedCacheHealth> shared,
            ImageResizeProperties properties) {
      Map<String, org.springframework.boot.health.contributor.HealthIndicator> indicators =
          new LinkedHashMap<>();
      HealthChecks.of(source, service, caches, shared, properties)
          .forEach((name, check) -> indicators.put(name, () -> health(check.look())));
      return org.springframework.boot.health.contributor.CompositeHealthContributor.fromMap(
          indicators);
    }

    private static org.springframework.boot.health.contributor.Health health(
        HealthCheck.Result result) {
      return org.springframework.boot.health.contributor.Health.status(result.state().name())
          .withDetails(result.details())
          .build();
    }
  }
}
