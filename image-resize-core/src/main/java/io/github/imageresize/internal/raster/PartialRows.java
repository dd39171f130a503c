package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;

/** Neighbouring rows of a plane. */
final class PartialRows extends ForwardingRows {
  private final int top;
  private final int height;

  PartialRows(PlaneRows source, int top, int height) {
    super(source);
    this.top = top;
    this.height = height;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public float[][] row(int y) {
    return super.row(top + y);
  }

  @Override
  public void release(int y) {
    super.release(top + y);
  }
}
