package io.github.imageresize.vips;

/** libvips is not there, is too old, or does not start; the message says what to install. */
public final class VipsUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VipsUnavailableException(String message) {
    super(message);
  }
}
