package io.github.imageresize.internal.raster;

/** How much of each pixel of a picture stays. */
@FunctionalInterface
public interface RowMask {

  /**
   * Writes one row.
   *
   * @param y the row, each once and in order
   * @param coverage gets 0 (nothing) .. 1 (all) for each pixel
   */
  void row(int y, float[] coverage);
}
