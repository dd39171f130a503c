package io.github.imageresize.internal.codec.tiff;

/**
 * L*a*b* to sRGB. White is taken for sRGB's own (D65), as libvips and ImageMagick take it, so that
 * nothing is adapted.
 */
final class LabConversion implements ColorConversion {
  private static final double WHITE_X = 0.95047;
  private static final double WHITE_Z = 1.08883;
  private static final double LINEAR_BELOW = 6.0 / 29;

  private final boolean signed;
  private final boolean wide;

  /**
   * Converts samples.
   *
   * @param signed whether a and b are signed, or else have an offset of half of their range
   * @param wide whether there are more than 8 bits
   */
  LabConversion(boolean signed, boolean wide) {
    this.signed = signed;
    this.wide = wide;
  }

  @Override
  public void convert(float[][] samples, byte[] rgb, int count) {
    for (int i = 0; i < count; i++) {
      double light = lightness(samples[0][i]);
      double fy = (light + 16) / 116;
      double x = WHITE_X * cubed(fy + chroma(samples[1][i]) / 500);
      double y = cubed(fy);
      double z = WHITE_Z * cubed(fy - chroma(samples[2][i]) / 200);
      rgb[3 * i] = encoded(3.2404542 * x - 1.5371385 * y - 0.4985314 * z);
      rgb[3 * i + 1] = encoded(-0.9692660 * x + 1.8760108 * y + 0.0415560 * z);
      rgb[3 * i + 2] = encoded(0.0556434 * x - 0.2040259 * y + 1.0572252 * z);
    }
  }

  /** ICC's 16 bits have 100 at 0xFF00. */
  private double lightness(float sample) {
    return sample * 100 / (wide && !signed ? 255 * 65280.0 / 65535 : 255);
  }

  private double chroma(float sample) {
    double steps = wide ? sample * 257.0 / 256 : sample;
    if (signed) {
      return steps < 128 ? steps : steps - 256;
    }
    return steps - 128;
  }

  private static double cubed(double value) {
    return value > LINEAR_BELOW
        ? value * value * value
        : 3 * LINEAR_BELOW * LINEAR_BELOW * (value - 4.0 / 29);
  }

  private static byte encoded(double linear) {
    double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    return (byte) Math.round(Math.max(0, Math.min(1, value)) * 255);
  }
}
