package io.github.imageresize.codec;

/** What the planes of an image mean, in their order. An alpha plane, if any, comes last. */
public enum ColorModel {
  /** One plane of luminance. */
  GREY(1),
  /** Red, green, blue. */
  RGB(3),
  /** Luma and two chroma differences, full range, ITU-T T.871 (BT.601 coefficients). */
  YCBCR(3);

  private final int colorPlanes;

  ColorModel(int colorPlanes) {
    this.colorPlanes = colorPlanes;
  }

  /**
   * How many planes there are without alpha.
   *
   * @return 1 or 3
   */
  public int colorPlanes() {
    return colorPlanes;
  }
}
