package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;

/** The rows of another plane. What is overridden is what differs. */
public abstract class ForwardingRows implements PlaneRows {
  private final PlaneRows source;

  /** All rows of a plane. */
  protected ForwardingRows(PlaneRows source) {
    this.source = source;
  }

  /** The plane that the rows come from. */
  protected final PlaneRows source() {
    return source;
  }

  @Override
  public final int width() {
    return source.width();
  }

  @Override
  public int height() {
    return source.height();
  }

  @Override
  public final int phases() {
    return source.phases();
  }

  @Override
  public float[][] row(int y) {
    return source.row(y);
  }

  @Override
  public void release(int y) {
    source.release(y);
  }
}
