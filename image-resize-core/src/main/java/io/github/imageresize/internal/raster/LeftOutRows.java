package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.List;

/**
 * A plane whose fellows are not used any more: their rows are let go of at its pace, so that what
 * they are made of is not held.
 */
final class LeftOutRows extends ForwardingRows {
  private final List<PlaneRows> leftOut;

  private LeftOutRows(PlaneRows kept, List<PlaneRows> leftOut) {
    super(kept);
    this.leftOut = List.copyOf(leftOut);
  }

  static PlaneRows of(PlaneRows kept, List<PlaneRows> leftOut) {
    return new LeftOutRows(kept, leftOut);
  }

  @Override
  public void release(int y) {
    super.release(y);
    for (PlaneRows plane : leftOut) {
      plane.release((int) ((long) y * plane.height() / height()));
    }
  }
}
