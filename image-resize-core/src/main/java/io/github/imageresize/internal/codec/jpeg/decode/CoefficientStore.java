package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.internal.codec.jpeg.ZigZag;

/**
 * A component's coefficients over all of its scans, as far as they are needed, as planes within
 * each row of blocks. For each block a mask tells which coefficients are not zero, needed or not:
 * refining scans depend on that (T.81 G.1.2.3). Rows of blocks outside of the region that is asked
 * for share one array, which nobody reads.
 */
final class CoefficientStore implements Coefficients {
  private final ComponentLayout layout;
  private final short[][] rows;
  private final long[][] nonZero;
  private final int[] offsets = new int[ZigZag.LENGTH];
  private final long neededMask;

  /**
   * An empty store.
   *
   * @param firstRow the first row of blocks that is needed
   * @param endRow behind the last one
   */
  CoefficientStore(ComponentLayout layout, int firstRow, int endRow) {
    this.layout = layout;
    boolean ac = layout.lastNeeded() > 0;
    int rowLength = (layout.coefficients() + 1) * layout.blocksPerRow();
    short[] outside = new short[rowLength];
    rows = new short[layout.blockRows()][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = row >= firstRow && row < endRow ? new short[rowLength] : outside;
    }
    nonZero = new long[layout.blockRows()][ac ? layout.blocksPerRow() : 0];
    long mask = 0;
    for (int k = 0; k < ZigZag.LENGTH; k++) {
      offsets[k] = layout.planeOf(k) * layout.blocksPerRow();
      if (layout.planeOf(k) < layout.coefficients()) {
        mask |= 1L << k;
      }
    }
    neededMask = mask;
  }

  ComponentLayout layout() {
    return layout;
  }

  /** The coefficients of a row of blocks; that of zigzag index k stands at {@code offsets()[k]}. */
  short[] row(int blockRow) {
    return rows[blockRow];
  }

  /** The masks of a row of blocks, bit k for zigzag index k. Empty if only DC is needed. */
  long[] nonZero(int blockRow) {
    return nonZero[blockRow];
  }

  /** Where the plane of each zigzag index begins. */
  int[] offsets() {
    return offsets;
  }

  /** The mask of the zigzag indices that are needed. */
  long neededMask() {
    return neededMask;
  }

  @Override
  public void copyPlane(int blockRow, int plane, int firstBlock, float[] target, int blocks) {
    short[] row = rows[blockRow];
    int from = plane * layout.blocksPerRow() + firstBlock;
    for (int i = 0; i < blocks; i++) {
      target[i] = row[from + i];
    }
  }
}
