package io.github.imageresize.springboot;

import io.github.imageresize.http.ImageHttpHandler;

/**
 * A bean that sets further things of the HTTP handler before it is built, after the properties;
 * several come in the order of their {@code @Order}.
 */
@FunctionalInterface
public interface ImageHttpHandlerCustomizer {

  /**
   * Sets further things.
   *
   * @param builder has the size policy and all that the properties say
   */
  void customize(ImageHttpHandler.Builder builder);
}
