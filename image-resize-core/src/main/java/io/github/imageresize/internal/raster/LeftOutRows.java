package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.List;

/**
 * A plane whose fellows are not used any more: their rows are let go of at its pace, so that what
 * they are made of is not held.
 */
final class LeftOutRows implements PlaneRows {
  private final PlaneRows kept;
  private final List<PlaneRows> leftOut;

  private LeftOutRows(PlaneRows kept, List<PlaneRows> leftOut) {
    this.kept = kept;
    this.leftOut = List.copyOf(leftOut);
  }

  static PlaneRows of(PlaneRows kept, List<PlaneRows> leftOut) {
    return new LeftOutRows(kept, leftOut);
  }

  @Override
  public int width() {
    return kept.width();
  }

  @Override
  public int height() {
    return kept.height();
  }

  @Override
  public int phases() {
    return kept.phases();
  }

  @Override
  public float[][] row(int y) {
    return kept.row(y);
  }

  @Override
  public void release(int y) {
    kept.release(y);
    for (PlaneRows plane : leftOut) {
      plane.release((int) ((long) y * plane.height() / kept.height()));
    }
  }
}
