package io.github.imageresize.internal.effect;

/**
 * A colour of CIE 1931, of which white has a y of 100.
 *
 * @param x as for the next two, of IEC 61966-2-1
 * @param y luminance
 * @param z the third
 */
record CieColor(double x, double y, double z) {
  private static final double WHITE_X = 95.047;
  private static final double WHITE_Y = 100;

  static CieColor ofSrgb(double red, double green, double blue) {
    double r = linear(red);
    double g = linear(green);
    double b = linear(blue);
    return new CieColor(
        41.24 * r + 35.76 * g + 18.05 * b,
        21.26 * r + 71.52 * g + 7.22 * b,
        1.93 * r + 11.92 * g + 95.05 * b);
  }

  /** The axis of CIELAB that leads from green to red. */
  double redness() {
    return 500 * (lightness(x / WHITE_X) - lightness(y / WHITE_Y));
  }

  private static double linear(double sample) {
    double s = sample / 255;
    return s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
  }

  private static double lightness(double share) {
    return share > 216.0 / 24389 ? Math.cbrt(share) : (24389.0 / 27 * share + 16) / 116;
  }
}
