package io.github.imageresize.internal.effect;

import io.github.imageresize.internal.raster.Overview;

/**
 * Keeps what holds most information. As long as the picture is too large, slices of its opposite
 * edges are compared, and the one whose samples have the lower entropy (C. Shannon, 1948) is cut
 * off: the way of libvips's {@code smartcrop}.
 */
final class Entropy implements Interest {
  /** Slices that the cut is made in at most, along the side that loses more. */
  private static final int SLICES = 8;

  private static final int LEVELS = 256;

  @Override
  public int cells() {
    return 128;
  }

  @Override
  public Place find(Overview overview, double width, double height) {
    Range across = new Range(overview.columns(), width);
    Range down = new Range(overview.rows(), height);
    int slice =
        Math.max(1, (int) Math.ceil(Math.max(across.surplus(), down.surplus()) / (double) SLICES));
    while (across.surplus() > 0 || down.surplus() > 0) {
      int columns = Math.min(slice, across.surplus());
      if (columns > 0) {
        across.cut(
            columns,
            entropy(overview, across.from, across.from + columns, down.from, down.to)
                < entropy(overview, across.to - columns, across.to, down.from, down.to));
      }
      int rows = Math.min(slice, down.surplus());
      if (rows > 0) {
        down.cut(
            rows,
            entropy(overview, across.from, across.to, down.from, down.from + rows)
                < entropy(overview, across.from, across.to, down.to - rows, down.to));
      }
    }
    return Place.around(across.middle(), down.middle(), width, height);
  }

  private static double entropy(Overview overview, int left, int right, int top, int bottom) {
    int[] counts = new int[LEVELS];
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        counts[(int) overview.red()[y][x]]++;
        counts[(int) overview.green()[y][x]]++;
        counts[(int) overview.blue()[y][x]]++;
      }
    }
    double all = 3.0 * (right - left) * (bottom - top);
    double entropy = 0;
    for (int count : counts) {
      if (count > 0) {
        entropy -= count / all * Math.log(count / all);
      }
    }
    return entropy;
  }

  /** The cells along one side that are left. */
  private static final class Range {
    private final int cells;
    private final int wanted;
    private int from;
    private int to;

    Range(int cells, double share) {
      this.cells = cells;
      wanted = Math.max(1, (int) Math.round(cells * share));
      to = cells;
    }

    int surplus() {
      return to - from - wanted;
    }

    void cut(int count, boolean first) {
      if (first) {
        from += count;
      } else {
        to -= count;
      }
    }

    double middle() {
      return (from + to) / 2.0 / cells;
    }
  }
}
