package io.github.imageresize.internal.codec.jpeg.encode;

import io.github.imageresize.codec.PlaneRows;

/** A component on its way to coefficients: takes rows of a plane and gives rows of blocks. */
final class EncodedComponent {
  private static final int PHASES = 8;

  private final PlaneRows rows;
  private final int horizontal;
  private final int vertical;
  private final int table;
  private final int blocks;
  private final float[][][] samples;
  private final ForwardTransform transform;
  private final QuantizedBlocks[] quantized;

  /**
   * A component.
   *
   * @param rows its samples, in 8 phases
   * @param horizontal sampling factor H
   * @param vertical sampling factor V
   * @param table 0 for luma's tables, 1 for chroma's
   * @param steps quantisation steps by zigzag index
   * @param blocks of a row, those that only fill up an MCU included
   */
  EncodedComponent(
      PlaneRows rows, int horizontal, int vertical, int table, int[] steps, int blocks) {
    this.rows = rows;
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.table = table;
    this.blocks = blocks;
    samples = new float[PHASES][PHASES][blocks];
    transform = new ForwardTransform(steps, blocks);
    quantized = new QuantizedBlocks[vertical];
    for (int v = 0; v < vertical; v++) {
      quantized[v] = new QuantizedBlocks(blocks);
    }
  }

  int horizontal() {
    return horizontal;
  }

  int vertical() {
    return vertical;
  }

  /** 0 for luma's tables, 1 for chroma's. */
  int table() {
    return table;
  }

  /** Blocks of a row that hold any of the image (T.81 A.2.2). */
  int ownBlocks() {
    return (rows.width() + 7) / 8;
  }

  /** Rows of blocks that hold any of the image. */
  int ownBlockRows() {
    return (rows.height() + 7) / 8;
  }

  /**
   * The coefficients of the rows of blocks of a row of MCUs, valid until the next call. Samples
   * beyond the plane's edges repeat the last ones.
   */
  QuantizedBlocks[] mcuRow(int mcuRow) {
    for (int v = 0; v < vertical; v++) {
      quantize(mcuRow * vertical + v, quantized[v]);
    }
    return quantized;
  }

  private void quantize(int blockRow, QuantizedBlocks target) {
    int last = rows.height() - 1;
    for (int i = 0; i < PHASES; i++) {
      take(rows.row(Math.min(blockRow * 8 + i, last)), samples[i]);
    }
    rows.release(Math.min(blockRow * 8 + 8, last));
    transform.transform(samples, target, blocks);
  }

  private void take(float[][] row, float[][] shifted) {
    int own = ownBlocks();
    for (int phase = 0; phase < PHASES; phase++) {
      shift(row[phase], shifted[phase], own);
    }
    int width = rows.width();
    float edge = shifted[(width - 1) % PHASES][(width - 1) / PHASES];
    for (int x = width; x < blocks * PHASES; x++) {
      shifted[x % PHASES][x / PHASES] = edge;
    }
  }

  /** Clamps samples and moves them about 0 (A.3.1). */
  private static void shift(float[] in, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = Math.min(Math.max(in[i], 0), 255) - 128;
    }
  }
}
