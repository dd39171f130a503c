package io.github.imageresize.vips;

import java.util.Objects;

/** libvips is not there, is too old, or does not start; the message says what to install. */
public final class VipsUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VipsUnavailableException(String message) {
    super(message);
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
