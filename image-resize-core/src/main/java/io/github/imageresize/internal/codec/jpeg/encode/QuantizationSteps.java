package io.github.imageresize.internal.codec.jpeg.encode;

import io.github.imageresize.internal.codec.jpeg.ZigZag;

/**
 * The quantisation tables of T.81 annex K.1, scaled by quality as libjpeg does: 50 takes them as
 * they are, 100 takes steps of 1.
 */
final class QuantizationSteps {
  /** Table K.1, row by row. */
  private static final int[] LUMINANCE = {
    16, 11, 10, 16, 24, 40, 51, 61, //
    12, 12, 14, 19, 26, 58, 60, 55, //
    14, 13, 16, 24, 40, 57, 69, 56, //
    14, 17, 22, 29, 51, 87, 80, 62, //
    18, 22, 37, 56, 68, 109, 103, 77, //
    24, 35, 55, 64, 81, 104, 113, 92, //
    49, 64, 78, 87, 103, 121, 120, 101, //
    72, 92, 95, 98, 112, 100, 103, 99
  };

  /** Table K.2, row by row. */
  private static final int[] CHROMINANCE = {
    17, 18, 24, 47, 99, 99, 99, 99, //
    18, 21, 26, 66, 99, 99, 99, 99, //
    24, 26, 56, 99, 99, 99, 99, 99, //
    47, 66, 99, 99, 99, 99, 99, 99, //
    99, 99, 99, 99, 99, 99, 99, 99, //
    99, 99, 99, 99, 99, 99, 99, 99, //
    99, 99, 99, 99, 99, 99, 99, 99, //
    99, 99, 99, 99, 99, 99, 99, 99
  };

  private QuantizationSteps() {}

  /**
   * The steps for luma.
   *
   * @param quality 1..100
   * @return 1..255 each, by zigzag index
   */
  static int[] luminance(int quality) {
    return scaled(LUMINANCE, quality);
  }

  /** The steps for chroma. */
  static int[] chrominance(int quality) {
    return scaled(CHROMINANCE, quality);
  }

  private static int[] scaled(int[] natural, int quality) {
    int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    int[] steps = new int[ZigZag.LENGTH];
    for (int k = 0; k < steps.length; k++) {
      int step = natural[ZigZag.row(k) * 8 + ZigZag.column(k)];
      steps[k] = Math.max(1, Math.min(255, (step * percent + 50) / 100));
    }
    return steps;
  }
}
