package io.github.imageresize.internal.effect;

import io.github.imageresize.internal.raster.PixelOperation;

/** A power of each sample, from a table between whose entries it is a line. */
final class GammaCurve implements PixelOperation {
  /** Bytes that the table takes. */
  static final long MEMORY = 17 << 10;

  private static final int STEPS_PER_LEVEL = 16;
  private static final int STEPS = 255 * STEPS_PER_LEVEL;

  private final float[] table = new float[STEPS + 2];

  GammaCurve(double gamma) {
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) (255 * Math.pow(Math.min(1.0, (double) i / STEPS), 1 / gamma));
    }
  }

  @Override
  public void apply(float[][] in, float[][] out, int length) {
    for (int plane = 0; plane < out.length; plane++) {
      float[] from = in[plane];
      float[] to = out[plane];
      for (int i = 0; i < length; i++) {
        float position = Math.min(Math.max(from[i], 0), 255) * STEPS_PER_LEVEL;
        int below = (int) position;
        float lower = table[below];
        to[i] = lower + (table[below + 1] - lower) * (position - below);
      }
    }
  }
}
