package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the rows of several planes together, from top to bottom, each row once. The planes may be
 * read at different paces; a row is kept until all of them have released it.
 */
abstract class RowStage {
  private final int width;
  private final int height;
  private final int phases;
  private final List<Output> outputs = new ArrayList<>();
  private final float[][][] next;
  private int made;

  /**
   * A stage before its first row.
   *
   * @param planes how many planes are made
   */
  RowStage(int planes, int width, int height, int phases) {
    this.width = width;
    this.height = height;
    this.phases = phases;
    for (int i = 0; i < planes; i++) {
      outputs.add(new Output());
    }
    next = new float[planes][][];
  }

  /**
   * Makes row {@code y}; called once for each, in order, but rows that no plane needs are left out.
   *
   * @param out the arrays to fill, by plane and phase
   */
  abstract void make(int y, float[][][] out);

  /** Says that rows above {@code y} will not be made any more. */
  abstract void releaseSources(int y);

  /** The planes that are made. */
  final List<PlaneRows> planes() {
    return List.copyOf(outputs);
  }

  private void makeAll() {
    for (int i = 0; i < next.length; i++) {
      next[i] = outputs.get(i).next();
    }
    make(made, next);
    made++;
    releaseSources(made);
  }

  private void skipReleased() {
    int lowest = height;
    for (Output output : outputs) {
      lowest = Math.min(lowest, output.released);
    }
    if (lowest > made) {
      made = lowest;
      outputs.forEach(output -> output.skipTo(made));
      releaseSources(made);
    }
  }

  private final class Output extends StreamedRows {
    private int released;

    Output() {
      super(width, height, phases);
    }

    float[][] next() {
      return append();
    }

    @Override
    protected void makeNext() {
      makeAll();
    }

    @Override
    public void release(int y) {
      released = Math.max(released, y);
      // Rows not made yet can't be left out of one plane alone.
      super.release(Math.min(y, made));
      skipReleased();
    }

    void skipTo(int y) {
      super.release(y);
    }

    @Override
    protected void releaseSources(int y) {
      // That is for all planes together.
    }
  }
}
