package io.github.imageresize.local;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.internal.effect.Stage;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;

/** Brings chroma to half of its resolution both ways where the encoder takes it so. */
record HalveChromaStage(ImageEncoder encoder, EncodeRequest encoding) implements Stage {

  @Override
  public boolean changes(PictureShape before) {
    return before.model() == ColorModel.YCBCR
        && !before.chromaHalved()
        && encoder.chromaSubsampled(encoding);
  }

  @Override
  public PictureShape after(PictureShape before) {
    return before.withChromaHalved(true);
  }

  @Override
  public Picture apply(Picture picture, int phases) {
    return picture.chromaSubsampled();
  }
}
