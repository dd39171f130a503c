package io.github.imageresize.internal.raster;

/**
 * Neighbouring columns of some rows, each an array of its own: a window that moves to the right
 * over the rows and turns what comes into it.
 */
final class ColumnTile {
  /** Rows that are turned at once. */
  static final int STRIP = 8;

  private final int phases;

  /** The columns from {@link #begin} on. */
  private final float[][] columns;

  /** The first and the last place in the phases' arrays whose columns are there. */
  private int begin;

  private int end;

  /**
   * A tile of no columns.
   *
   * @param phases of the rows
   * @param rows at most, a multiple of {@link #STRIP}
   * @param columns at most that are needed at once
   */
  ColumnTile(int phases, int rows, int columns) {
    this.phases = phases;
    int places = places(columns, phases);
    this.columns = new float[places * phases][rows];
  }

  /** Places in the phases' arrays that so many columns reach over. */
  private static int places(int columns, int phases) {
    return (columns + phases - 1) / phases + 1;
  }

  /** Forgets all columns, as other rows come. */
  void clear() {
    begin = 0;
    end = 0;
  }

  /**
   * Moves to other columns.
   *
   * @param rows arrays of every phase; a multiple of {@link #STRIP}
   * @param count how many of them count
   * @param first the first column that is needed, no lower than before
   * @param last the last column that is needed
   */
  void move(float[][][] rows, int count, int first, int last) {
    int from = first / phases;
    int to = last / phases + 1;
    keep(from);
    for (int phase = 0; phase < phases; phase++) {
      int column = (end - begin) * phases + phase;
      for (int y = 0; y < count; y += STRIP) {
        turn(rows[phase], y, end, to, column);
      }
    }
    end = to;
  }

  /** Lets go the columns before a place. */
  private void keep(int from) {
    int past = (Math.min(from, end) - begin) * phases;
    int kept = Math.max(0, end - from) * phases;
    for (int i = 0; past > 0 && i < kept; i++) {
      float[] column = columns[i];
      columns[i] = columns[i + past];
      columns[i + past] = column;
    }
    begin = from;
    end = Math.max(from, end);
  }

  /** The columns, of which the one that stands first is {@link #first}. */
  float[][] columns() {
    return columns;
  }

  int first() {
    return begin * phases;
  }

  private void turn(float[][] rows, int y, int from, int to, int column) {
    turn(
        rows[y],
        rows[y + 1],
        rows[y + 2],
        rows[y + 3],
        rows[y + 4],
        rows[y + 5],
        rows[y + 6],
        rows[y + 7],
        from,
        to,
        columns,
        column,
        phases,
        y);
  }

  /**
   * Turns what stands in eight arrays from a place to another.
   *
   * @param column the array that the first place becomes
   * @param step from one such array to the next
   * @param at where in these arrays
   */
  static void turn(
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float[] e,
      float[] f,
      float[] g,
      float[] h,
      int from,
      int to,
      float[][] columns,
      int column,
      int step,
      int at) {
    for (int i = from, k = column; i < to; i++, k += step) {
      float[] turned = columns[k];
      turned[at] = a[i];
      turned[at + 1] = b[i];
      turned[at + 2] = c[i];
      turned[at + 3] = d[i];
      turned[at + 4] = e[i];
      turned[at + 5] = f[i];
      turned[at + 6] = g[i];
      turned[at + 7] = h[i];
    }
  }
}
