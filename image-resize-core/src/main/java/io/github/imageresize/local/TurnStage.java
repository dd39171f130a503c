package io.github.imageresize.local;

import io.github.imageresize.codec.Orientation;
import io.github.imageresize.internal.effect.Stage;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;

/** Brings a picture from the order in which it is stored to that in which it is seen. */
record TurnStage(Orientation turn) implements Stage {

  @Override
  public boolean changes(PictureShape before) {
    return turn != Orientation.UPRIGHT;
  }

  @Override
  public PictureShape after(PictureShape before) {
    return turn.swapped() ? before.sized(before.height(), before.width()) : before;
  }

  @Override
  public long memoryNeeded(PictureShape before) {
    boolean held = turn.swapped() || turn.mirroredY();
    long samples = (long) before.width() * before.height() * before.planes();
    return held ? samples * Picture.TURNED_BYTES : 0;
  }

  @Override
  public Picture apply(Picture picture, int phases) {
    return picture.turned(turn.swapped(), turn.mirroredX(), turn.mirroredY(), phases);
  }
}
