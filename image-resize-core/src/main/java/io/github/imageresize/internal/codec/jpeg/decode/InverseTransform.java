package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.internal.codec.jpeg.ZigZag;
import io.github.imageresize.internal.raster.WeightedSum;
import java.util.Arrays;

/**
 * The inverse DCT of n points in both directions (T.81 A.3.3, for n in place of 8), of a row of
 * blocks at once, with dequantisation (A.3.4) in its weights. Coefficients are planes: one array
 * for each frequency, with an element for each block. Samples come out in the same way: one array
 * for each place in a block, which is a row of n phases.
 *
 * <p>An n-point transform of the n lowest frequencies of an 8-point one is the picture reduced to
 * n/8: it leaves out what the smaller picture cannot hold and averages the rest.
 */
final class InverseTransform {
  /** From here on the symmetry of the cosines saves more than the further pass costs. */
  private static final int LEAST_SYMMETRIC = 5;

  private final int points;

  /** Weights of the pass down the columns, for each horizontal frequency; dequantise as well. */
  private final float[][] columnWeights;

  /** Weights of the pass along the rows. */
  private final float[] rowWeights;

  private final float[][] between;
  private final float[][] in;
  private final float[][] out;
  private final float[] even;
  private final float[] odd;

  /**
   * A transform.
   *
   * @param points n, 1..8
   * @param steps quantisation steps by zigzag index
   * @param blocks the most blocks of a row
   */
  InverseTransform(int points, int[] steps, int blocks) {
    this.points = points;
    float[] natural = new float[ZigZag.LENGTH];
    for (int k = 0; k < ZigZag.LENGTH; k++) {
      natural[ZigZag.row(k) * 8 + ZigZag.column(k)] = steps[k];
    }
    columnWeights = new float[points][];
    for (int u = 0; u < points; u++) {
      double[] scale = new double[points];
      for (int v = 0; v < points; v++) {
        scale[v] = natural[v * 8 + u];
      }
      columnWeights[u] = weights(points, scale);
    }
    double[] ones = new double[points];
    Arrays.fill(ones, 1);
    rowWeights = weights(points, ones);
    between = new float[points * points][points > 1 ? blocks : 0];
    in = new float[points][];
    out = new float[points][];
    even = new float[points >= LEAST_SYMMETRIC ? blocks : 0];
    odd = new float[points >= LEAST_SYMMETRIC ? blocks : 0];
  }

  /** For each sample its n weights, those of even frequencies before those of odd ones. */
  private static float[] weights(int points, double[] scale) {
    float[] weights = new float[points * points];
    for (int x = 0; x < points; x++) {
      for (int i = 0; i < points; i++) {
        int u = frequency(points, i);
        double basis =
            u == 0 ? Math.sqrt(0.125) : 0.5 * Math.cos((2 * x + 1) * u * Math.PI / (2 * points));
        weights[x * points + i] = (float) (basis * scale[u]);
      }
    }
    return weights;
  }

  /** The frequency at a place of the order in which weights stand. */
  private static int frequency(int points, int place) {
    int evens = (points + 1) / 2;
    return place < evens ? 2 * place : 2 * (place - evens) + 1;
  }

  /**
   * Transforms a row of blocks.
   *
   * @param coefficients n×n arrays, by vertical and then horizontal frequency, not dequantised
   * @param rows n rows of n phases, which are written
   * @param blocks how many
   */
  void transform(float[][] coefficients, float[][][] rows, int blocks) {
    if (points == 1) {
      WeightedSum.set(rows[0][0], coefficients[0], columnWeights[0][0] * rowWeights[0], blocks);
      return;
    }
    for (int u = 0; u < points; u++) {
      for (int i = 0; i < points; i++) {
        in[i] = coefficients[frequency(points, i) * points + u];
        out[i] = between[i * points + u];
      }
      transform(columnWeights[u], out, blocks);
    }
    for (int y = 0; y < points; y++) {
      for (int i = 0; i < points; i++) {
        in[i] = between[y * points + frequency(points, i)];
      }
      transform(rowWeights, rows[y], blocks);
    }
  }

  private void transform(float[] weights, float[][] samples, int blocks) {
    if (points < LEAST_SYMMETRIC) {
      for (int x = 0; x < points; x++) {
        WeightedSum.set(samples[x], in, 0, weights, x * points, points, blocks);
      }
      return;
    }
    // Cosines of even frequencies are symmetric about the block's middle, those of odd ones are
    // antisymmetric: two samples share both halves of their sums.
    int evens = (points + 1) / 2;
    for (int x = 0; x < points / 2; x++) {
      WeightedSum.set(even, in, 0, weights, x * points, evens, blocks);
      WeightedSum.set(odd, in, evens, weights, x * points + evens, points - evens, blocks);
      WeightedSum.sum(samples[x], even, odd, blocks);
      WeightedSum.difference(samples[points - 1 - x], even, odd, blocks);
    }
    if (points % 2 == 1) {
      int middle = points / 2;
      WeightedSum.set(samples[middle], in, 0, weights, middle * points, evens, blocks);
    }
  }
}
