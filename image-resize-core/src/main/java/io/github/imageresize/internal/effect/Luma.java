package io.github.imageresize.internal.effect;

import io.github.imageresize.internal.raster.PixelOperation;

/** The luma of red, green and blue: ITU-T T.871, the same as a JPEG's. */
final class Luma {
  static final float RED = 0.299f;
  static final float GREEN = 0.587f;
  static final float BLUE = 0.114f;

  /** Three planes to one. */
  static final PixelOperation OF_RGB =
      (in, out, length) -> set(out[0], in[0], in[1], in[2], length);

  private Luma() {}

  static void set(float[] out, float[] red, float[] green, float[] blue, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = RED * red[i] + GREEN * green[i] + BLUE * blue[i];
    }
  }
}
