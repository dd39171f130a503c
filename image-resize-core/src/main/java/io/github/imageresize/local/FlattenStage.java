package io.github.imageresize.local;

import io.github.imageresize.RgbaColor;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.internal.effect.Stage;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;

/**
 * Lays a picture over an opaque colour where the encoder's format has no alpha. A picture that has
 * alpha has all planes at full resolution.
 */
record FlattenStage(ImageEncoder encoder, RgbaColor background) implements Stage {

  @Override
  public boolean changes(PictureShape before) {
    return before.alpha() && !encoder.format().hasAlpha();
  }

  @Override
  public PictureShape after(PictureShape before) {
    return before.withAlpha(false);
  }

  @Override
  public Picture apply(Picture picture, int phases) {
    return picture.flattened(background);
  }
}
