package io.github.imageresize.local;

import io.github.imageresize.internal.effect.Stage;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;

/**
 * Gives a picture an opaque alpha plane.
 *
 * @param transparent whether a later stage makes parts of it transparent
 */
record AddAlphaStage(boolean transparent) implements Stage {

  @Override
  public boolean changes(PictureShape before) {
    return transparent && !before.alpha();
  }

  @Override
  public PictureShape after(PictureShape before) {
    return before.withAlpha(true).withChromaHalved(false);
  }

  @Override
  public boolean needsFullChroma() {
    return true;
  }

  @Override
  public Picture apply(Picture picture, int phases) {
    return picture.chromaDoubled().withAlpha();
  }
}
