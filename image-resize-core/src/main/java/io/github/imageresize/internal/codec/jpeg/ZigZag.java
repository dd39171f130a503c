package io.github.imageresize.internal.codec.jpeg;

/** The order in which coefficients are coded (T.81 figure A.6). */
public final class ZigZag {
  /** Coefficients of a block. */
  public static final int LENGTH = 64;

  private static final int[] COLUMNS = new int[LENGTH];
  private static final int[] ROWS = new int[LENGTH];
  private static final int[] INDICES = new int[LENGTH];

  static {
    int index = 0;
    for (int diagonal = 0; diagonal < 15; diagonal++) {
      for (int step = Math.max(0, diagonal - 7); step <= Math.min(7, diagonal); step++) {
        boolean upwards = diagonal % 2 == 0;
        COLUMNS[index] = upwards ? step : diagonal - step;
        ROWS[index] = diagonal - COLUMNS[index];
        INDICES[ROWS[index] * 8 + COLUMNS[index]] = index;
        index++;
      }
    }
  }

  private ZigZag() {}

  /** The index of the coefficient of a horizontal and a vertical frequency. */
  public static int index(int column, int row) {
    return INDICES[row * 8 + column];
  }

  /** The horizontal frequency of coefficient {@code index}. */
  public static int column(int index) {
    return COLUMNS[index];
  }

  /** The vertical frequency of coefficient {@code index}. */
  public static int row(int index) {
    return ROWS[index];
  }
}
