package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.ArrayList;
import java.util.List;

/** A plane of which no row is made without the rows of its fellows that show the same place. */
final class SynchronizedRows extends ForwardingRows {
  private final List<SynchronizedRows> fellows;
  private int made;

  private SynchronizedRows(PlaneRows source, List<SynchronizedRows> fellows) {
    super(source);
    this.fellows = fellows;
  }

  static List<PlaneRows> of(List<PlaneRows> sources) {
    List<SynchronizedRows> fellows = new ArrayList<>();
    for (PlaneRows source : sources) {
      fellows.add(new SynchronizedRows(source, fellows));
    }
    return List.copyOf(fellows);
  }

  @Override
  public float[][] row(int y) {
    while (made <= y) {
      int next = made + 1;
      for (SynchronizedRows fellow : fellows) {
        fellow.makeUpTo((int) ((long) next * fellow.height() / height()));
      }
      makeUpTo(next);
    }
    return super.row(y);
  }

  @Override
  public void release(int y) {
    made = Math.max(made, y);
    super.release(y);
  }

  private void makeUpTo(int end) {
    for (; made < end; made++) {
      super.row(made);
    }
  }
}
