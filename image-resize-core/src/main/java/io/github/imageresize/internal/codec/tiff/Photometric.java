package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.internal.codec.BadImage;

/** What the samples of a pixel mean. */
enum Photometric {
  WHITE_IS_ZERO(1),
  BLACK_IS_ZERO(1),
  RGB(3),
  PALETTE(1),
  CMYK(4),
  YCBCR(3),
  /** 1976 CIE L*a*b*, a and b signed (section 23). */
  CIE_LAB(3),
  /** The same, a and b with an offset, as in ICC profiles. */
  ICC_LAB(3);

  private final int samples;

  Photometric(int samples) {
    this.samples = samples;
  }

  static Photometric of(long number) {
    return switch ((int) Math.min(number, Integer.MAX_VALUE)) {
      case 0 -> WHITE_IS_ZERO;
      case 1, 4 -> BLACK_IS_ZERO;
      case 2 -> RGB;
      case 3 -> PALETTE;
      case 5 -> CMYK;
      case 6 -> YCBCR;
      case 8 -> CIE_LAB;
      case 9 -> ICC_LAB;
      default ->
          throw BadImage.unsupported(
              "TIFF must be grey, RGB, YCbCr, CMYK, L*a*b* or have a palette, but is "
                  + (number == 32803 || number == 34892
                      ? "a camera's raw data"
                      : "of photometric interpretation " + number));
    };
  }

  /** Samples of a pixel without alpha and others. */
  int samples() {
    return samples;
  }

  boolean isGrey() {
    return this == BLACK_IS_ZERO || this == WHITE_IS_ZERO;
  }

  /** Whether pixels are computed from all of their samples together. */
  boolean isConverted() {
    return this == CMYK || this == CIE_LAB || this == ICC_LAB;
  }
}
