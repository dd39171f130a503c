package io.github.imageresize.internal.raster;

import java.util.Arrays;

/**
 * What is done to colour because of alpha. Colour is multiplied by alpha while it is resampled, so
 * that the colour of transparent pixels, which nobody sees, does not bleed into visible ones.
 */
final class AlphaOperations {
  private static final float OPAQUE = 255;

  private AlphaOperations() {}

  /** Multiplies colours by the last plane, alpha. */
  static void premultiply(float[][] in, float[][] out, int length) {
    int last = in.length - 1;
    for (int plane = 0; plane < last; plane++) {
      multiply(out[plane], in[plane], in[last], length);
    }
    System.arraycopy(in[last], 0, out[last], 0, length);
  }

  /** Divides colours by the last plane, alpha, and brings all to 0..255. */
  static void unpremultiply(float[][] in, float[][] out, int length) {
    int last = in.length - 1;
    float[] alpha = out[last];
    // Clamped first, as by libvips: an opaque edge then rings alike with and without alpha.
    clamp(alpha, in[last], length);
    for (int plane = 0; plane < last; plane++) {
      divide(out[plane], in[plane], alpha, length);
    }
  }

  /** Lays pixels with straight alpha, the last plane, over an opaque colour. */
  static PixelOperation flattenOn(float... background) {
    float[] color = background.clone();
    return (in, out, length) -> {
      int last = in.length - 1;
      for (int plane = 0; plane < last; plane++) {
        blend(out[plane], in[plane], in[last], color[plane], length);
      }
    };
  }

  /** Adds a last plane that is opaque everywhere. */
  static void addOpaque(float[][] in, float[][] out, int length) {
    for (int plane = 0; plane < in.length; plane++) {
      System.arraycopy(in[plane], 0, out[plane], 0, length);
    }
    Arrays.fill(out[in.length], 0, length, OPAQUE);
  }

  private static void multiply(float[] out, float[] color, float[] alpha, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = color[i] * alpha[i] * (1 / OPAQUE);
    }
  }

  private static void divide(float[] out, float[] color, float[] alpha, int length) {
    for (int i = 0; i < length; i++) {
      // A fully transparent pixel has no colour: 0 over the smallest divisor stays 0.
      float straight = color[i] * OPAQUE / Math.max(alpha[i], 0.01f);
      out[i] = Math.min(Math.max(straight, 0), OPAQUE);
    }
  }

  private static void clamp(float[] out, float[] in, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = Math.min(Math.max(in[i], 0), OPAQUE);
    }
  }

  private static void blend(
      float[] out, float[] color, float[] alpha, float background, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = background + (color[i] - background) * (alpha[i] * (1 / OPAQUE));
    }
  }
}
