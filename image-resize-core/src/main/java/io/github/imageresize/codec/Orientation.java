package io.github.imageresize.codec;

/**
 * The eight ways in which stored rows and columns may lie to the upright picture, numbered as in
 * EXIF (CIPA DC-008, tag 0x0112).
 */
public enum Orientation {
  /** 1: as stored. */
  UPRIGHT(false, false, false),
  /** 2: left and right exchanged. */
  MIRRORED(false, true, false),
  /** 3: turned by 180 degrees. */
  TURNED_180(false, true, true),
  /** 4: top and bottom exchanged. */
  FLIPPED(false, false, true),
  /** 5: rows are columns. */
  TRANSPOSED(true, false, false),
  /** 6: to be turned clockwise by 90 degrees. */
  TURNED_90(true, true, false),
  /** 7: rows are columns from the other corner. */
  TRANSVERSED(true, true, true),
  /** 8: to be turned clockwise by 270 degrees. */
  TURNED_270(true, false, true);

  private final boolean swapped;
  private final boolean mirroredX;
  private final boolean mirroredY;

  Orientation(boolean swapped, boolean mirroredX, boolean mirroredY) {
    this.swapped = swapped;
    this.mirroredX = mirroredX;
    this.mirroredY = mirroredY;
  }

  /**
   * The orientation of an EXIF number.
   *
   * @param number anything but 2..8 is upright
   * @return the orientation
   */
  public static Orientation ofExif(int number) {
    return number >= 1 && number <= 8 ? values()[number - 1] : UPRIGHT;
  }

  /**
   * The orientation that does this first and another one after it.
   *
   * @param next what is done after this
   * @return both in one
   */
  public Orientation then(Orientation next) {
    boolean x = next.swapped ? mirroredY : mirroredX;
    boolean y = next.swapped ? mirroredX : mirroredY;
    return of(swapped ^ next.swapped, x ^ next.mirroredX, y ^ next.mirroredY);
  }

  private static Orientation of(boolean swapped, boolean mirroredX, boolean mirroredY) {
    for (Orientation orientation : values()) {
      if (orientation.swapped == swapped
          && orientation.mirroredX == mirroredX
          && orientation.mirroredY == mirroredY) {
        return orientation;
      }
    }
    throw new AssertionError("the eight orientations are all combinations");
  }

  /**
   * Whether stored rows become columns of the upright picture. This comes first.
   *
   * @return true for 5..8
   */
  public boolean swapped() {
    return swapped;
  }

  /**
   * Whether, after swapping, left and right change places.
   *
   * @return true for 2, 3, 6 and 7
   */
  public boolean mirroredX() {
    return mirroredX;
  }

  /**
   * Whether, after swapping, top and bottom change places.
   *
   * @return true for 3, 4, 7 and 8
   */
  public boolean mirroredY() {
    return mirroredY;
  }
}
