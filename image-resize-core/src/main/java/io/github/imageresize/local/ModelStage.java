package io.github.imageresize.local;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.internal.effect.Stage;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;

/**
 * Brings a picture to a model that an encoder takes.
 *
 * @param colored whether colours will be added, which grey can't show
 */
record ModelStage(ImageEncoder encoder, boolean colored) implements Stage {

  @Override
  public boolean changes(PictureShape before) {
    return target(before) != before.model();
  }

  @Override
  public PictureShape after(PictureShape before) {
    return before.in(target(before));
  }

  @Override
  public Picture apply(Picture picture, int phases) {
    return picture.chromaDoubled().in(target(picture.shape()));
  }

  private ColorModel target(PictureShape before) {
    boolean greyLost = before.model() == ColorModel.GREY && colored;
    if (!greyLost && encoder.accepts(before.model(), before.alpha())) {
      return before.model();
    }
    return encoder.accepts(ColorModel.RGB, before.alpha()) ? ColorModel.RGB : ColorModel.YCBCR;
  }
}
