package io.github.imageresize.internal.codec.jpeg.encode;

import io.github.imageresize.internal.codec.jpeg.ZigZag;

/**
 * A band of AC coefficients (T.81 G.1.1.1.1).
 *
 * @param first Ss, 1..63
 * @param last Se, {@code first}..63
 */
record CoefficientBand(int first, int last) {
  /** Bit k for each zigzag index k of the band. */
  long mask() {
    return (-1L << first) & (-1L >>> (ZigZag.LENGTH - 1 - last));
  }
}
