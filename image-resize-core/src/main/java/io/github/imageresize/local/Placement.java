package io.github.imageresize.local;

import io.github.imageresize.Fit;
import io.github.imageresize.Position;

/**
 * Along one side: the window of the reduced image that is kept, and the padding before it.
 *
 * @param windowStart first pixel of the reduced image that is kept
 * @param windowLength pixels that are kept; more than the canvas where the picture's content is
 *     still to decide
 * @param padding background pixels before them
 * @param canvas pixels of the result; more than an int where the size is still to be refused
 */
record Placement(int windowStart, int windowLength, int padding, long canvas) {

  /**
   * Places one side.
   *
   * @param reduced the reduced image's side
   * @param box the box's side, or 0 if the fit has none
   * @param point the position's coordinate along the side, 0..1
   */
  static Placement of(long reduced, int box, Fit fit, double point, Position position) {
    int length = (int) Math.min(reduced, Integer.MAX_VALUE);
    if (fit == Fit.COVER && length > box && position.isByContent()) {
      return new Placement(0, length, 0, box);
    }
    if (fit == Fit.COVER && length > box) {
      int start =
          position.isFocalPoint()
              ? focal(point * length - box / 2.0, length - box)
              : compass(point, length - box, 1);
      return new Placement(start, box, 0, box);
    }
    if (fit == Fit.CONTAIN && length < box) {
      int padding =
          position.isFocalPoint()
              ? focal(box / 2.0 - point * length, box - length)
              : compass(point, box - length, 0);
      return new Placement(0, length, padding, box);
    }
    return new Placement(0, length, 0, reduced);
  }

  /** As near to the wish as the slack allows. */
  private static int focal(double wish, int slack) {
    return (int) Math.max(0, Math.min(slack, Math.round(wish)));
  }

  /** sharp rounds half of an odd slack up where it crops and down where it pads. */
  private static int compass(double point, int slack, int rounding) {
    return point == 0.5 ? (slack + rounding) / 2 : point == 0 ? 0 : slack;
  }
}
