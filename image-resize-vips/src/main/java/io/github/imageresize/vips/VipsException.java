package io.github.imageresize.vips;

/** What libvips has to say of an image that it can't read or write. */
final class VipsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VipsException(String message) {
    super(message);
  }
}
