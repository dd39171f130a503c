package io.github.imageresize.internal.effect;

import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;

/**
 * A Gaussian blur, whose cost does not grow with its width.
 *
 * @param sigma standard deviation in pixels of the result, positive
 */
public record Blur(double sigma) implements Stage {

  /** Always: no sigma leaves a picture as it is. */
  @Override
  public boolean changes(PictureShape before) {
    return true;
  }

  @Override
  public boolean keepsPhases() {
    return true;
  }

  @Override
  public long memoryNeeded(PictureShape before) {
    return before.planes() * Picture.memoryToBlur(before.width(), sigma);
  }

  /** The blurred picture, in its model and resolutions. */
  @Override
  public Picture apply(Picture picture, int phases) {
    return picture.blurred(sigma, phases);
  }
}
