package io.github.imageresize.springboot;

import io.github.imageresize.ResizeServiceBuilder;

/**
 * A bean that sets further things of the service before it is built, after the properties; several
 * come in the order of their {@code @Order}.
 */
@FunctionalInterface
public interface ResizeServiceCustomizer {

  /**
   * Sets further things.
   *
   * @param builder has the source, the cache and all that the properties say
   */
  void customize(ResizeServiceBuilder builder);
}
