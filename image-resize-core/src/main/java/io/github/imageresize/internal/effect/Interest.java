package io.github.imageresize.internal.effect;

import io.github.imageresize.internal.raster.Overview;

/** What makes a part of a picture worth keeping. */
interface Interest {

  /** Into how many cells a picture is divided along each side, if it has so many pixels. */
  int cells();

  /**
   * The place of the part of the given size that is of most interest.
   *
   * @param overview of the whole picture
   * @param width of the part, as a share of the whole: above 0, up to 1
   * @param height of the part in the same way
   */
  Place find(Overview overview, double width, double height);

  /** The upper left corner of a part, as shares of the whole that leave room for it. */
  record Place(double left, double top) {

    /** The place of a part as near as possible to a middle. */
    static Place around(double x, double y, double width, double height) {
      return new Place(start(x, width), start(y, height));
    }

    private static double start(double middle, double share) {
      return Math.max(0, Math.min(1 - share, middle - share / 2));
    }
  }
}
