package io.github.imageresize.internal.codec.jpeg.encode;

import io.github.imageresize.internal.codec.jpeg.ZigZag;
import io.github.imageresize.internal.raster.WeightedSum;

/**
 * The forward DCT (T.81 A.3.3) and quantisation (A.3.4) of a row of blocks at once, in floats. Both
 * halves of each sum are shared by two frequencies, since cosines are symmetric or antisymmetric
 * about the block's middle. The quantisation is in the second pass's weights.
 */
final class ForwardTransform {
  private static final int SIZE = 8;
  private static final int HALF = SIZE / 2;

  /** Weights of the samples' sums (even frequencies) or differences (odd ones): 4 a frequency. */
  private static final float[] BASIS = new float[SIZE * HALF];

  private final float[] quantizing = new float[ZigZag.LENGTH * HALF];
  private final float[][] between;
  private final float[][] sums;
  private final float[][] differences;
  private final float[][] in = new float[SIZE][];

  static {
    for (int u = 0; u < SIZE; u++) {
      for (int x = 0; x < HALF; x++) {
        double basis = u == 0 ? Math.sqrt(0.125) : 0.5 * Math.cos((2 * x + 1) * u * Math.PI / 16);
        BASIS[u * HALF + x] = (float) basis;
      }
    }
  }

  /**
   * A transform.
   *
   * @param steps quantisation steps by zigzag index
   * @param blocks the most blocks of a row
   */
  ForwardTransform(int[] steps, int blocks) {
    for (int k = 0; k < ZigZag.LENGTH; k++) {
      for (int x = 0; x < HALF; x++) {
        quantizing[k * HALF + x] = BASIS[ZigZag.column(k) * HALF + x] / steps[k];
      }
    }
    between = new float[ZigZag.LENGTH][blocks];
    sums = new float[HALF][blocks];
    differences = new float[HALF][blocks];
  }

  /**
   * Transforms a row of blocks.
   *
   * @param rows 8 rows of samples about 0, in 8 phases
   * @param out gets the coefficients
   * @param blocks how many
   */
  void transform(float[][][] rows, QuantizedBlocks out, int blocks) {
    for (int x = 0; x < SIZE; x++) {
      transformColumns(rows, x, blocks);
    }
    for (int v = 0; v < SIZE; v++) {
      transformRows(v, out, blocks);
    }
    out.findNonZero(blocks);
  }

  /** Column {@code x} of each block. */
  private void transformColumns(float[][][] rows, int x, int blocks) {
    for (int y = 0; y < SIZE; y++) {
      in[y] = rows[y][x];
    }
    fold(blocks);
    for (int v = 0; v < SIZE; v++) {
      float[][] half = v % 2 == 0 ? sums : differences;
      WeightedSum.set(between[v * SIZE + x], half, 0, BASIS, v * HALF, HALF, blocks);
    }
  }

  /** Row {@code v} of each block. */
  private void transformRows(int v, QuantizedBlocks out, int blocks) {
    System.arraycopy(between, v * SIZE, in, 0, SIZE);
    fold(blocks);
    for (int u = 0; u < SIZE; u++) {
      int k = ZigZag.index(u, v);
      round(out.rounded(k), u % 2 == 0 ? sums : differences, k * HALF, blocks);
    }
  }

  private void fold(int blocks) {
    for (int i = 0; i < HALF; i++) {
      WeightedSum.sum(sums[i], in[i], in[SIZE - 1 - i], blocks);
      WeightedSum.difference(differences[i], in[i], in[SIZE - 1 - i], blocks);
    }
  }

  private void round(float[] out, float[][] half, int at, int blocks) {
    round(
        out,
        half[0],
        quantizing[at],
        half[1],
        quantizing[at + 1],
        half[2],
        quantizing[at + 2],
        half[3],
        quantizing[at + 3],
        blocks);
  }

  private static void round(
      float[] out,
      float[] a,
      float wa,
      float[] b,
      float wb,
      float[] c,
      float wc,
      float[] d,
      float wd,
      int blocks) {
    for (int i = 0; i < blocks; i++) {
      out[i] = a[i] * wa + b[i] * wb + c[i] * wc + d[i] * wd + QuantizedBlocks.ROUNDING;
    }
  }
}
