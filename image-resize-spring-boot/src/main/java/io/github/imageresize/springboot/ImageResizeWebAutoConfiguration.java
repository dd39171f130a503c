package io.github.imageresize.springboot;

import io.github.imageresize.ResizeService;
import io.github.imageresize.http.FallbackImages;
import io.github.imageresize.http.ImageHttpHandler;
import io.github.imageresize.http.ImageUrls;
import io.github.imageresize.http.SizePolicy;
import io.github.imageresize.servlet.ImageResizeFilter;
import java.time.Duration;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Serves the images of the {@link ResizeService} below {@code image-resize.path}: a {@link
 * SizePolicy}, an {@link ImageHttpHandler}, an {@link ImageResizeFilter} behind all other filters,
 * and {@link ImageUrls} for pages. Each bean gives way to one of the application's.
 *
 * <p>With {@code spring.threads.virtual.enabled} images are made on virtual threads, as far as the
 * limits of the service let them.
 */
@AutoConfiguration(after = ImageResizeAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(ResizeService.class)
@ConditionalOnProperty(prefix = "image-resize", name = "enabled", matchIfMissing = true)
public final class ImageResizeWebAutoConfiguration {
  private static final int FIRST_JDK_WITH_VIRTUAL_THREADS = 21;

  /** Made by Spring. */
  ImageResizeWebAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  SizePolicy imageSizePolicy(ImageResizeProperties properties) {
    return SizePolicySettings.policy(properties);
  }

  @Bean
  @ConditionalOnMissingBean
  ImageHttpHandler imageHttpHandler(
      ResizeService service,
      SizePolicy sizes,
      ImageResizeProperties properties,
      ObjectProvider<RequestScope> scope,
      ObjectProvider<ImageHttpHandlerCustomizer> customizers) {
    ResizeService scoped = scope.getIfAvailable(() -> unscoped -> unscoped).apply(service);
    ImageHttpHandler.Builder builder =
        SettingException.naming("image-resize", () -> builder(scoped, properties))
            .sizes(sizes)
            .lifetimes(ReplySettings.lifetimes(properties.headers()))
            .headers(ReplySettings.headers(properties.headers()));
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    return builder.build();
  }

  private static ImageHttpHandler.Builder builder(
      ResizeService service, ImageResizeProperties properties) {
    ImageHttpHandler.Builder builder =
        ImageHttpHandler.builder(service)
            .prefix(properties.path())
            .pathOptions(properties.pathOptions())
            .ignoredParameters(Set.copyOf(properties.ignoredParameters()))
            .clientHints(properties.clientHints())
            .descriptions(properties.descriptions())
            .improveLater(properties.improveLater());
    Setting.apply(
        properties.fallbackImage(), path -> builder.fallbackImages(FallbackImages.of(path)));
    return builder;
  }

  @Bean
  @ConditionalOnMissingBean
  ImageUrls imageUrls(ImageResizeProperties properties) {
    return SettingException.naming(
        "image-resize.path",
        () -> {
          ImageUrls.Builder urls = ImageUrls.builder().prefix(properties.path());
          SizePolicySettings.keys(properties).stream().findFirst().ifPresent(urls::signingKey);
          return urls.build();
        });
  }

  @Bean
  @ConditionalOnMissingBean
  ImageResizeFilter imageResizeFilter(ImageHttpHandler handler, Environment environment) {
    boolean virtual =
        environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false)
            && Runtime.version().feature() >= FIRST_JDK_WITH_VIRTUAL_THREADS;
    return virtual
        ? new ImageResizeFilter(
            handler, new VirtualThreadTaskExecutor("image-resize-"), timeout(handler))
        : new ImageResizeFilter(handler);
  }

  private static Duration timeout(ImageHttpHandler handler) {
    Duration needed = handler.deadline().orElse(Duration.ZERO).plusSeconds(1);
    Duration usual = ImageResizeFilter.DEFAULT_TIMEOUT;
    return needed.compareTo(usual) > 0 ? needed : usual;
  }

  @Bean
  @ConditionalOnMissingBean(name = "imageResizeFilterRegistration")
  FilterRegistrationBean<ImageResizeFilter> imageResizeFilterRegistration(
      ImageResizeFilter filter, ImageResizeProperties properties) {
    FilterRegistrationBean<ImageResizeFilter> registration = new FilterRegistrationBean<>(filter);
    registration.addUrlPatterns(properties.path() + "*");
    registration.setAsyncSupported(true);
    return registration;
  }
}
