package io.github.imageresize.internal.codec.jpeg.decode;

import java.util.Arrays;

/**
 * A component's coefficients in one row of MCUs. Those of a row of blocks stand in one array,
 * frequency plane by frequency plane: that of plane p and block b at {@code p * blocksPerRow + b}.
 * Behind the last needed plane is one for all coefficients that are not needed. An array for each
 * plane would cost a further load and a further check for every coefficient.
 */
final class CoefficientRows implements Coefficients {
  private final ComponentLayout layout;
  private final float[][] rows;

  CoefficientRows(ComponentLayout layout) {
    this.layout = layout;
    rows = new float[layout.vertical()][(layout.coefficients() + 1) * layout.blocksPerRow()];
  }

  /** The coefficients of the row of blocks {@code v} of the MCU row. */
  float[] row(int v) {
    return rows[v];
  }

  @Override
  public void copyPlane(int blockRow, int plane, int firstBlock, float[] target, int blocks) {
    int from = plane * layout.blocksPerRow() + firstBlock;
    System.arraycopy(rows[blockRow % layout.vertical()], from, target, 0, blocks);
  }

  /** Empties all blocks, before those of the next row of MCUs are decoded. */
  void clear() {
    for (float[] row : rows) {
      Arrays.fill(row, 0, layout.coefficients() * layout.blocksPerRow(), 0);
    }
  }
}
