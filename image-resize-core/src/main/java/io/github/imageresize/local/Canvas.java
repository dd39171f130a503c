package io.github.imageresize.local;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageSize;
import io.github.imageresize.Padding;
import io.github.imageresize.Position;
import io.github.imageresize.codec.Orientation;

/**
 * What a request makes of an upright original of some size: which part of it is used, how far that
 * is reduced, and where it lies on the result.
 *
 * @param crop the part that is used
 * @param turn how that part is flipped and rotated
 * @param fit how far it is reduced after that
 * @param horizontal where it lies across the result
 * @param vertical where it lies down the result
 * @param padding what is added around all that
 */
record Canvas(
    Region crop,
    Orientation turn,
    BoxFit fit,
    Placement horizontal,
    Placement vertical,
    Padding padding) {

  /**
   * Places a picture.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} if the crop lies outside the picture
   */
  static Canvas of(ImageSize original, ImageRequest request) {
    return of(
        request
            .crop()
            .map(asked -> Region.of(asked, original))
            .orElse(new Region(0, 0, original.width(), original.height())),
        request);
  }

  /** Places a part of a picture, whatever crop the request asks for. */
  static Canvas of(Region crop, ImageRequest request) {
    Orientation turn = turn(request);
    BoxFit fit =
        turn.swapped()
            ? BoxFit.of(crop.height(), crop.width(), request)
            : BoxFit.of(crop.width(), crop.height(), request);
    Position position = request.position();
    return new Canvas(
        crop,
        turn,
        fit,
        Placement.of(
            fit.width(), request.boxWidth().orElse(0), effective(request), position.x(), position),
        Placement.of(
            fit.height(),
            request.boxHeight().orElse(0),
            effective(request),
            position.y(),
            position),
        request.geometry().padding());
  }

  /** Columns of the result; as wide a type as an enlargement may need. */
  long width() {
    return horizontal.canvas() + padding.left() + padding.right();
  }

  /** Rows of the result. */
  long height() {
    return vertical.canvas() + padding.top() + padding.bottom();
  }

  /** Width of the used part after its turn, in pixels of the original. */
  int pictureWidth() {
    return turn.swapped() ? crop.height() : crop.width();
  }

  /** Height of the used part after its turn. */
  int pictureHeight() {
    return turn.swapped() ? crop.width() : crop.height();
  }

  private static Fit effective(ImageRequest request) {
    boolean box = request.boxWidth().isPresent() && request.boxHeight().isPresent();
    return box ? request.fit() : Fit.INSIDE;
  }

  private static Orientation turn(ImageRequest request) {
    Orientation flip =
        switch (request.flip()) {
          case NONE -> Orientation.UPRIGHT;
          case HORIZONTAL -> Orientation.MIRRORED;
          case VERTICAL -> Orientation.FLIPPED;
        };
    Orientation rotation =
        switch (request.rotation()) {
          case NONE -> Orientation.UPRIGHT;
          case CLOCKWISE_90 -> Orientation.TURNED_90;
          case CLOCKWISE_180 -> Orientation.TURNED_180;
          case CLOCKWISE_270 -> Orientation.TURNED_270;
        };
    return flip.then(rotation);
  }
}
