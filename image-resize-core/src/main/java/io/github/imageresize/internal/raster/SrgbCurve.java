package io.github.imageresize.internal.raster;

/** The transfer function of sRGB, IEC 61966-2-1. */
final class SrgbCurve {
  private static final int STEPS = 1 << 14;
  private static final float[] ENCODED = table();

  private SrgbCurve() {}

  /** The sRGB sample, 0..255, of linear light, which is brought to 0..1. */
  static float encode(float linear) {
    float position = Math.min(Math.max(linear, 0), 1) * STEPS;
    int below = (int) position;
    float lower = ENCODED[below];
    return lower + (ENCODED[below + 1] - lower) * (position - below);
  }

  private static float[] table() {
    float[] encoded = new float[STEPS + 2];
    for (int i = 0; i < encoded.length; i++) {
      double linear = (double) i / STEPS;
      double value =
          linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
      encoded[i] = (float) (255 * Math.min(1, value));
    }
    return encoded;
  }
}
