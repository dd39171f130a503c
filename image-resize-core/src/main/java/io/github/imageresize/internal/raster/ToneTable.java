package io.github.imageresize.internal.raster;

/** A tone curve as a table from samples, 0..255 and what overshoots them, to linear light. */
final class ToneTable {
  private static final int STEPS = 4096;
  private static final float SCALE = STEPS / 255f;

  private final float[] linear = new float[STEPS + 2];

  ToneTable(ToneCurve curve) {
    for (int i = 0; i < linear.length; i++) {
      float value = (float) curve.linear(Math.min(1.0, (double) i / STEPS));
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("the tone curve has no finite value at " + i);
      }
      linear[i] = value;
    }
  }

  float linear(float sample) {
    float position = Math.min(Math.max(sample, 0), 255) * SCALE;
    int below = (int) position;
    float lower = linear[below];
    return lower + (linear[below + 1] - lower) * (position - below);
  }
}
