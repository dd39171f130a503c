package io.github.imageresize.local;

import io.github.imageresize.RgbaColor;
import io.github.imageresize.internal.effect.Stage;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;

/** Lays a picture on a larger canvas, whose rest has a colour. */
record PaddingStage(int left, int top, int width, int height, RgbaColor background)
    implements Stage {

  @Override
  public boolean changes(PictureShape before) {
    return before.width() != width || before.height() != height;
  }

  @Override
  public PictureShape after(PictureShape before) {
    return before.withChromaHalved(false).sized(width, height);
  }

  @Override
  public boolean needsFullChroma() {
    return true;
  }

  @Override
  public Picture apply(Picture picture, int phases) {
    return picture.chromaDoubled().padded(left, top, width, height, background);
  }
}
