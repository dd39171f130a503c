package io.github.imageresize;

import io.github.imageresize.internal.argument.Require;

/**
 * The size of an image as it is seen: upright, and in pixels. {@link
 * io.github.imageresize.local.ResultGeometry} tells the size of a result from that of its original.
 *
 * <p>Immutable and thread-safe.
 *
 * @param width in pixels, positive
 * @param height in pixels, positive
 */
public record ImageSize(int width, int height) {

  /**
   * Checks the sides.
   *
   * @param width in pixels, positive
   * @param height in pixels, positive
   * @throws IllegalArgumentException if a side is not positive
   */
  public ImageSize {
    Require.positive("width", width);
    Require.positive("height", height);
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
