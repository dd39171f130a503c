package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.ArrayList;
import java.util.List;

/** A plane that several readers read, each at its own pace: a row is kept until none needs it. */
public final class SharedRows extends ForwardingRows {
  private final List<SharedRows> readers;
  private int released;

  private SharedRows(PlaneRows source, List<SharedRows> readers) {
    super(source);
    this.readers = readers;
  }

  /** As many times the same plane. */
  public static List<PlaneRows> of(PlaneRows source, int count) {
    List<SharedRows> readers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      readers.add(new SharedRows(source, readers));
    }
    return List.copyOf(readers);
  }

  @Override
  public void release(int y) {
    released = Math.max(released, y);
    int lowest = released;
    for (SharedRows reader : readers) {
      lowest = Math.min(lowest, reader.released);
    }
    super.release(lowest);
  }
}
