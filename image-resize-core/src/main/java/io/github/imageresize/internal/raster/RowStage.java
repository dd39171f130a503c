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

  private void makeUpTo(int y) {
    while (made <= y) {
      for (int i = 0; i < next.length; i++) {
        next[i] = outputs.get(i).window.append();
      }
      make(made, next);
      made++;
      releaseSources(made);
    }
  }

  private void skipReleased() {
    int lowest = height;
    for (Output output : outputs) {
      lowest = Math.min(lowest, output.released);
    }
    if (lowest > made) {
      made = lowest;
      outputs.forEach(output -> output.window.release(made));
      releaseSources(made);
    }
  }

  private final class Output implements PlaneRows {
    private final RowWindow window = new RowWindow(phases, RowStage.this.width);
    private int released;

    @Override
    public int width() {
      return width;
    }

    @Override
    public int height() {
      return height;
    }

    @Override
    public int phases() {
      return phases;
    }

    @Override
    public float[][] row(int y) {
      makeUpTo(y);
      return window.row(y);
    }

    @Override
    public void release(int y) {
      released = Math.max(released, y);
      // Rows not made yet can't be left out of one plane alone.
      window.release(Math.min(y, made));
      skipReleased();
    }
  }
}
