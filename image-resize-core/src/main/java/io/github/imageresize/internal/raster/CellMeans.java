package io.github.imageresize.internal.raster;

/** The means of a plane's samples in the cells of a coarse grid. Rows are added in order. */
final class CellMeans {
  private final int width;
  private final int height;
  private final float[][] sums;
  private final int[] columns;
  private final int[] widths;
  private final int[] heights;

  CellMeans(int width, int height, int columns, int rows) {
    this.width = width;
    this.height = height;
    sums = new float[rows][columns];
    widths = new int[columns];
    heights = new int[rows];
    this.columns = new int[width];
    for (int x = 0; x < width; x++) {
      this.columns[x] = (int) ((long) x * columns / width);
      widths[this.columns[x]]++;
    }
    for (int y = 0; y < height; y++) {
      heights[row(y)]++;
    }
  }

  private int row(int y) {
    return (int) ((long) y * sums.length / height);
  }

  void add(int y, float[][] samples) {
    float[] cells = sums[row(y)];
    int phases = samples.length;
    for (int phase = 0; phase < phases; phase++) {
      for (int x = phase, i = 0; x < width; x += phases, i++) {
        cells[columns[x]] += samples[phase][i];
      }
    }
  }

  /** The means, when all rows were added; the sums are gone then. */
  float[][] means() {
    for (int y = 0; y < sums.length; y++) {
      for (int x = 0; x < widths.length; x++) {
        sums[y][x] /= (float) widths[x] * heights[y];
      }
    }
    return sums;
  }
}
