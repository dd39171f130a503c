package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.ColorModel;

/** Conversions between colour models. YCbCr is that of JFIF: ITU-T T.871, clause 7. */
final class ColorOperations {
  private static final float RED = 0.299f;
  private static final float GREEN = 0.587f;
  private static final float BLUE = 0.114f;
  private static final float CENTRE = 128;

  private ColorOperations() {}

  static void ycbcrToRgb(float[][] in, float[][] out, int length) {
    addScaled(out[0], in[0], in[2], 2 * (1 - RED), length);
    float byBlue = -2 * (1 - BLUE) * BLUE / GREEN;
    float byRed = -2 * (1 - RED) * RED / GREEN;
    green(out[1], in[0], in[1], in[2], byBlue, byRed, length);
    addScaled(out[2], in[0], in[1], 2 * (1 - BLUE), length);
  }

  static void rgbToYcbcr(float[][] in, float[][] out, int length) {
    luma(out[0], in[0], in[1], in[2], length);
    difference(out[1], in[2], out[0], 0.5f / (1 - BLUE), length);
    difference(out[2], in[0], out[0], 0.5f / (1 - RED), length);
  }

  static void rgbToGrey(float[][] in, float[][] out, int length) {
    luma(out[0], in[0], in[1], in[2], length);
  }

  /** Luminance to red, green and blue. */
  static void greyToRgb(float[][] in, float[][] out, int length) {
    for (float[] plane : out) {
      System.arraycopy(in[0], 0, plane, 0, length);
    }
  }

  /** A colour, in the model of planes. */
  static float[] convert(ColorModel model, float red, float green, float blue) {
    float luma = RED * red + GREEN * green + BLUE * blue;
    return switch (model) {
      case RGB -> new float[] {red, green, blue};
      case GREY -> new float[] {luma};
      case YCBCR ->
          new float[] {
            luma,
            (blue - luma) * 0.5f / (1 - BLUE) + CENTRE,
            (red - luma) * 0.5f / (1 - RED) + CENTRE
          };
    };
  }

  private static void addScaled(float[] out, float[] luma, float[] chroma, float k, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = luma[i] + k * (chroma[i] - CENTRE);
    }
  }

  private static void green(
      float[] out, float[] luma, float[] cb, float[] cr, float byBlue, float byRed, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = luma[i] + byBlue * (cb[i] - CENTRE) + byRed * (cr[i] - CENTRE);
    }
  }

  private static void luma(float[] out, float[] red, float[] green, float[] blue, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = RED * red[i] + GREEN * green[i] + BLUE * blue[i];
    }
  }

  private static void difference(float[] out, float[] color, float[] luma, float k, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = (color[i] - luma[i]) * k + CENTRE;
    }
  }
}
