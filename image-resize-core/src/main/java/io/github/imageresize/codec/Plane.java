package io.github.imageresize.codec;

/**
 * A plane and where its samples lie on the full-size image: sample 0 begins at {@code originX} (in
 * pixels of the full-size image, as it is stored), and a pixel is {@code samplesPerPixelX} samples
 * wide. A plane decoded at n/8 of a component that has half of the horizontal resolution has n/16
 * samples a pixel. These are exact where the plane's own width is rounded.
 *
 * @param rows the samples
 * @param originX stored pixel at which the first sample of a row begins
 * @param originY stored pixel at which the first row begins
 * @param samplesPerPixelX samples for one stored pixel along a row
 * @param samplesPerPixelY samples for one stored pixel along a column
 */
public record Plane(
    PlaneRows rows,
    double originX,
    double originY,
    double samplesPerPixelX,
    double samplesPerPixelY) {

  /**
   * A plane with one sample for each pixel of the full-size image.
   *
   * @param rows its samples
   * @return the plane
   */
  public static Plane fullSize(PlaneRows rows) {
    return new Plane(rows, 0, 0, 1, 1);
  }
}
