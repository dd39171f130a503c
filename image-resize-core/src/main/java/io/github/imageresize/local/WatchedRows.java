package io.github.imageresize.local;

import io.github.imageresize.Deadline;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.raster.ForwardingRows;
import io.github.imageresize.internal.raster.Picture;

/** The same rows, none of which is made when there is no time left. */
final class WatchedRows extends ForwardingRows {
  private final Deadline deadline;
  private int checked;

  WatchedRows(PlaneRows rows, Deadline deadline) {
    super(rows);
    this.deadline = deadline;
  }

  /** The same picture, of which no row is made when there is no time left. */
  static Picture of(Picture picture, Deadline deadline) {
    return new Picture(
        picture.model(),
        picture.alpha(),
        picture.planes().stream()
            .<PlaneRows>map(plane -> new WatchedRows(plane, deadline))
            .toList());
  }

  @Override
  public float[][] row(int y) {
    if (y >= checked) {
      deadline.check();
      checked = y + 1;
    }
    return super.row(y);
  }

  @Override
  public void release(int y) {
    super.release(y);
  }
}
