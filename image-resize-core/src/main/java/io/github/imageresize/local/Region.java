package io.github.imageresize.local;

import io.github.imageresize.Crop;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageSize;
import io.github.imageresize.codec.Orientation;

/** A part of an image, in whole pixels. */
record Region(int x, int y, int width, int height) {

  /**
   * The part of an upright original that a request names.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} if the crop lies outside
   */
  static Region of(Crop crop, ImageSize original) {
    Interval across = Interval.of(crop.unit(), crop.x(), crop.width(), original.width());
    Interval down = Interval.of(crop.unit(), crop.y(), crop.height(), original.height());
    if (across.length() < 1 || down.length() < 1) {
      throw ImageResizeException.invalid(
          "crop", crop.label(), "must overlap the upright original of " + original);
    }
    return new Region(across.start(), down.start(), across.length(), down.length());
  }

  /**
   * The same part of the upright picture, of a part in the stored one's coordinates.
   *
   * @param storedWidth of the whole picture as it is stored
   * @param storedHeight of the whole picture as it is stored
   */
  Region upright(Orientation upright, int storedWidth, int storedHeight) {
    boolean swapped = upright.swapped();
    int uprightX = swapped ? y : x;
    int uprightY = swapped ? x : y;
    int uprightWidth = swapped ? height : width;
    int uprightHeight = swapped ? width : height;
    int wholeWidth = swapped ? storedHeight : storedWidth;
    int wholeHeight = swapped ? storedWidth : storedHeight;
    return new Region(
        upright.mirroredX() ? wholeWidth - uprightX - uprightWidth : uprightX,
        upright.mirroredY() ? wholeHeight - uprightY - uprightHeight : uprightY,
        uprightWidth,
        uprightHeight);
  }

  /** The same part in the stored picture's coordinates. */
  Region stored(Orientation upright, ImageSize original) {
    int fromX = upright.mirroredX() ? original.width() - x - width : x;
    int fromY = upright.mirroredY() ? original.height() - y - height : y;
    return upright.swapped()
        ? new Region(fromY, fromX, height, width)
        : new Region(fromX, fromY, width, height);
  }
}
