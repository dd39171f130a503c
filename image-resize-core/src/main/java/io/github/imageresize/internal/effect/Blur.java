package io.github.imageresize.internal.effect;

import io.github.imageresize.internal.raster.Picture;

/**
 * A Gaussian blur, whose cost does not grow with its width.
 *
 * @param sigma standard deviation in pixels of the result, positive
 */
public record Blur(double sigma) {

  /** The blurred picture, in its model and resolutions. */
  public Picture apply(Picture picture) {
    return picture.blurred(sigma);
  }

  /**
   * The most heap that {@link #apply} holds.
   *
   * @param planes of the picture, with alpha's
   */
  public long memoryNeeded(int width, int height, int planes) {
    return planes * Picture.memoryToBlur(width, height, sigma);
  }
}
