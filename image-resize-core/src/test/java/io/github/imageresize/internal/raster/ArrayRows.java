package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;

/** Rows of given samples, which insists on the contract: nothing is read after its release. */
public final class ArrayRows implements PlaneRows {
  private final double[][] samples;
  private final int phases;
  private int released;

  public ArrayRows(double[][] samples, int phases) {
    this.samples = samples;
    this.phases = phases;
  }

  @Override
  public int width() {
    return samples[0].length;
  }

  @Override
  public int height() {
    return samples.length;
  }

  @Override
  public int phases() {
    return phases;
  }

  @Override
  public float[][] row(int y) {
    if (y < released || y >= height()) {
      throw new IllegalArgumentException("Row " + y + " of " + released + ".." + height());
    }
    float[][] row = new float[phases][StreamedRows.phaseLength(width(), phases)];
    for (int x = 0; x < width(); x++) {
      row[x % phases][x / phases] = (float) samples[y][x];
    }
    return row;
  }

  @Override
  public void release(int y) {
    released = Math.max(released, y);
  }

  public int released() {
    return released;
  }

  /** All samples of a plane, read in order, each row released when it was read. */
  public static double[][] read(PlaneRows rows) {
    double[][] samples = new double[rows.height()][rows.width()];
    for (int y = 0; y < rows.height(); y++) {
      float[][] row = rows.row(y);
      for (int x = 0; x < rows.width(); x++) {
        samples[y][x] = row[x % rows.phases()][x / rows.phases()];
      }
      rows.release(y + 1);
    }
    return samples;
  }
}
