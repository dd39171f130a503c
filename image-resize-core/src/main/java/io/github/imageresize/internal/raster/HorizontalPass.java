package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;

/**
 * Resamples rows, and changes the number of phases on the way. Neighbouring output samples need
 * windows at irregular distances, which no vector loop can follow along a row. So a tile of rows is
 * turned first: every source column becomes an array, an output column is a weighted sum of such
 * arrays, and is turned back into the rows of the output.
 */
final class HorizontalPass extends StreamedRows {
  /** Rows that are turned at once. */
  private static final int STRIP = 8;

  /** Elements of a tile that a second-level cache holds beside what else is in use. */
  private static final int TILE_ELEMENTS = 32 * 1024;

  private final PlaneRows source;
  private final ResamplingAxis axis;
  private final int tileRows;

  /** The tile by source column, and the same arrays by phase and place in the phase's array. */
  private final float[][] columns;

  private final float[][][] columnsByPhase;
  private final float[][] outColumns;

  HorizontalPass(PlaneRows source, ResamplingAxis axis, int phases) {
    super(axis.length(), source.height(), phases);
    this.source = source;
    this.axis = axis;
    int width = axis.end();
    int needed = Math.min(mostRows(width), source.height());
    tileRows = (needed + STRIP - 1) / STRIP * STRIP;
    columns = new float[width][tileRows];
    int sourcePhases = source.phases();
    columnsByPhase = new float[sourcePhases][][];
    for (int phase = 0; phase < sourcePhases; phase++) {
      int length = Math.max(0, (width - phase + sourcePhases - 1) / sourcePhases);
      columnsByPhase[phase] = new float[length][];
      for (int i = 0; i < length; i++) {
        columnsByPhase[phase][i] = columns[i * sourcePhases + phase];
      }
    }
    outColumns = new float[STRIP * phases][tileRows];
  }

  /** The most rows that are turned at once. */
  static int mostRows(int width) {
    return Math.max(16, Math.min(128, TILE_ELEMENTS / width));
  }

  @Override
  protected void releaseSources(int y) {
    source.release(y);
  }

  @Override
  protected void makeNext() {
    int y = end();
    int count = Math.min(tileRows, source.height() - y);
    for (int done = 0; done < count; done += STRIP) {
      turnIn(y + done, done);
    }
    float[][][] rows = new float[count][][];
    for (int i = 0; i < count; i++) {
      rows[i] = append();
    }
    for (int x = 0; x < axis.length(); x += outColumns.length) {
      int some = Math.min(outColumns.length, axis.length() - x);
      for (int i = 0; i < some; i++) {
        WeightedSum.set(
            outColumns[i],
            columns,
            axis.first(x + i),
            axis.weights(),
            (x + i) * axis.taps(),
            axis.taps(),
            count);
      }
      turnOut(rows, x / phases(), some);
    }
  }

  /** Turns source rows y..y+7 into elements at..at+7 of the columns. */
  private void turnIn(int y, int at) {
    int last = source.height() - 1;
    float[][][] rows = new float[STRIP][][];
    for (int i = 0; i < STRIP; i++) {
      rows[i] = source.row(Math.min(y + i, last));
    }
    for (int phase = 0; phase < columnsByPhase.length; phase++) {
      turn(
          rows[0][phase],
          rows[1][phase],
          rows[2][phase],
          rows[3][phase],
          rows[4][phase],
          rows[5][phase],
          rows[6][phase],
          rows[7][phase],
          columnsByPhase[phase],
          at);
    }
    source.release(Math.min(y + STRIP, source.height()));
  }

  private static void turn(
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float[] e,
      float[] f,
      float[] g,
      float[] h,
      float[][] columns,
      int at) {
    for (int i = 0; i < columns.length; i++) {
      float[] column = columns[i];
      column[at] = a[i];
      column[at + 1] = b[i];
      column[at + 2] = c[i];
      column[at + 3] = d[i];
      column[at + 4] = e[i];
      column[at + 5] = f[i];
      column[at + 6] = g[i];
      column[at + 7] = h[i];
    }
  }

  /** Turns output columns into the elements from {@code at} on of each phase of the rows. */
  private void turnOut(float[][][] rows, int at, int count) {
    int phases = phases();
    float[][] targets = new float[rows.length][];
    for (int phase = 0; phase < phases; phase++) {
      for (int y = 0; y < rows.length; y++) {
        targets[y] = rows[y][phase];
      }
      if (count == outColumns.length) {
        turn(
            outColumns[phase],
            outColumns[phase + phases],
            outColumns[phase + 2 * phases],
            outColumns[phase + 3 * phases],
            outColumns[phase + 4 * phases],
            outColumns[phase + 5 * phases],
            outColumns[phase + 6 * phases],
            outColumns[phase + 7 * phases],
            targets,
            at);
      } else {
        for (int i = phase; i < count; i += phases) {
          turn(outColumns[i], targets, at + i / phases);
        }
      }
    }
  }

  private static void turn(float[] column, float[][] rows, int at) {
    for (int y = 0; y < rows.length; y++) {
      rows[y][at] = column[y];
    }
  }
}
