package io.github.imageresize;

/** A clockwise rotation by quarter turns, applied after the EXIF orientation and the flip. */
public enum Rotation {
  /** No rotation. The default. */
  NONE(0),
  /** A quarter turn clockwise. */
  CLOCKWISE_90(90),
  /** A half turn. */
  CLOCKWISE_180(180),
  /** Three quarter turns clockwise. */
  CLOCKWISE_270(270);

  private final int degrees;

  Rotation(int degrees) {
    this.degrees = degrees;
  }

  /**
   * The angle of the rotation.
   *
   * @return 0, 90, 180 or 270, in degrees clockwise
   */
  public int degrees() {
    return degrees;
  }

  /**
   * The rotation by a given angle.
   *
   * @param degrees 0, 90, 180 or 270, clockwise
   * @return the rotation
   * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} for any
   *     other angle
   */
  public static Rotation ofDegrees(int degrees) {
    for (Rotation rotation : values()) {
      if (rotation.degrees == degrees) {
        return rotation;
      }
    }
    throw ImageResizeException.invalid("rotate", degrees, "must be 0, 90, 180 or 270");
  }
}
