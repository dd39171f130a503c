package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;

/**
 * Resamples rows, and changes the number of phases on the way. Neighbouring output samples need
 * windows at irregular distances, which no vector loop can follow along a row. So some rows are
 * turned first, a tile of columns after the other: every source column becomes an array, an output
 * column is a weighted sum of such arrays, and is turned back into the rows of the output.
 */
final class HorizontalPass extends StreamedRows {
  private static final int STRIP = ColumnTile.STRIP;

  /** Rows in which vector loops spend more than on what precedes and follows vectors. */
  private static final int MOST_ROWS = 64;

  private static final int LEAST_ROWS = 16;

  /** Samples of the source that are held at once, unless there are very many in a row. */
  private static final int MOST_SAMPLES = 128 * 1024;

  /** Output columns that are made of a tile at most. */
  private static final int MOST_COLUMNS = 64;

  private final PlaneRows source;
  private final ResamplingAxis axis;
  private final int tileRows;

  /** Output columns that are made of a tile. */
  private final int tileColumns;

  private final ColumnTile tile;
  private final float[][] outColumns;

  /** The arrays of the rows, by phase. */
  private final float[][][] sourceRows;

  private final float[][][] rows;

  HorizontalPass(PlaneRows source, ResamplingAxis axis, int phases) {
    super(axis.length(), source.height(), phases);
    this.source = source;
    this.axis = axis;
    int needed = Math.min(mostRows(axis.end()), source.height());
    tileRows = (needed + STRIP - 1) / STRIP * STRIP;
    outColumns = new float[STRIP * phases][tileRows];
    tileColumns = MOST_COLUMNS / outColumns.length * outColumns.length;
    tile = new ColumnTile(source.phases(), tileRows, sourceColumns());
    sourceRows = new float[source.phases()][tileRows][];
    rows = new float[phases][tileRows][];
  }

  /** The most source columns that a tile's output columns are made of. */
  private int sourceColumns() {
    int most = 0;
    for (int x = 0; x < axis.length(); x += tileColumns) {
      most = Math.max(most, lastSourceColumn(x) + 1 - axis.first(x));
    }
    return most;
  }

  /** The last source column that counts for the tile whose first output column is {@code x}. */
  private int lastSourceColumn(int x) {
    int last = Math.min(x + tileColumns, axis.length()) - 1;
    return axis.first(last) + axis.taps() - 1;
  }

  /** The most rows that are turned at once. */
  private static int mostRows(int width) {
    return Math.max(LEAST_ROWS, Math.min(MOST_ROWS, MOST_SAMPLES / width));
  }

  /**
   * The most samples that are held: rows before and after, and a tile.
   *
   * @param sourceWidth samples in a row of the source
   * @param width samples in a row of the result
   * @param scale source samples for one of the result
   */
  static long samplesHeld(int sourceWidth, int width, double scale) {
    long tileRows = mostRows(sourceWidth);
    double turned = MOST_COLUMNS * scale + ResamplingAxis.mostTaps(scale);
    long columns = MOST_COLUMNS + Math.min(sourceWidth, (long) turned) + 2 * STRIP;
    // Planes are made together, of which some need a tile when others have just begun theirs.
    return tileRows * columns + 2 * tileRows * ((long) sourceWidth + width);
  }

  @Override
  protected void releaseSources(int y) {
    source.release(y);
  }

  @Override
  protected void makeNext() {
    int y = end();
    int count = Math.min(tileRows, source.height() - y);
    for (int i = 0; i < tileRows; i++) {
      float[][] row = source.row(y + Math.min(i, count - 1));
      for (int phase = 0; phase < sourceRows.length; phase++) {
        sourceRows[phase][i] = row[phase];
      }
    }
    for (int i = 0; i < count; i++) {
      float[][] row = append();
      for (int phase = 0; phase < rows.length; phase++) {
        rows[phase][i] = row[phase];
      }
    }
    tile.clear();
    for (int x = 0; x < axis.length(); x += tileColumns) {
      tile.move(sourceRows, count, axis.first(x), lastSourceColumn(x));
      makeColumns(x, Math.min(x + tileColumns, axis.length()), count);
    }
    source.release(y + count);
  }

  private void makeColumns(int from, int to, int count) {
    for (int x = from; x < to; x += outColumns.length) {
      int some = Math.min(outColumns.length, to - x);
      for (int i = 0; i < some; i++) {
        WeightedSum.set(
            outColumns[i],
            tile.columns(),
            axis.first(x + i) - tile.first(),
            axis.weights(),
            (x + i) * axis.taps(),
            axis.taps(),
            count);
      }
      turnOut(count, x / phases(), some);
    }
  }

  /** Turns output columns into the elements from {@code at} on of each phase of the rows. */
  private void turnOut(int count, int at, int some) {
    int phases = phases();
    for (int phase = 0; phase < phases; phase++) {
      if (some == outColumns.length) {
        ColumnTile.turn(
            outColumns[phase],
            outColumns[phase + phases],
            outColumns[phase + 2 * phases],
            outColumns[phase + 3 * phases],
            outColumns[phase + 4 * phases],
            outColumns[phase + 5 * phases],
            outColumns[phase + 6 * phases],
            outColumns[phase + 7 * phases],
            0,
            count,
            rows[phase],
            0,
            1,
            at);
      } else {
        for (int i = phase; i < some; i += phases) {
          turn(outColumns[i], count, rows[phase], at + i / phases);
        }
      }
    }
  }

  private static void turn(float[] column, int count, float[][] rows, int at) {
    for (int y = 0; y < count; y++) {
      rows[y][at] = column[y];
    }
  }
}
