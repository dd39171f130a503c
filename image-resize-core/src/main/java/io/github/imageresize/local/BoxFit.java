package io.github.imageresize.local;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageRequest;

/**
 * How far an image is reduced to reach the box of a request, and its size then, before anything is
 * cropped or padded. Names, order and rounding are those of sharp.
 *
 * @param reductionX pixels of the image for one of the result, horizontally; below 1 to enlarge
 * @param reductionY the same vertically
 * @param width the reduced image's width; as wide a type as an enlargement may need
 * @param height the reduced image's height
 */
record BoxFit(double reductionX, double reductionY, long width, long height) {

  /** The fit of an upright, cropped and turned image of the given size. */
  static BoxFit of(int width, int height, ImageRequest request) {
    int boxWidth = request.boxWidth().orElse(0);
    int boxHeight = request.boxHeight().orElse(0);
    double x = boxWidth == 0 ? 0 : (double) width / boxWidth;
    double y = boxHeight == 0 ? 0 : (double) height / boxHeight;
    if (boxWidth == 0 && boxHeight == 0) {
      x = 1;
      y = 1;
    } else if (boxWidth == 0) {
      x = y;
    } else if (boxHeight == 0) {
      y = x;
    } else if (request.fit() != Fit.FILL) {
      boolean covers = request.fit() == Fit.COVER || request.fit() == Fit.OUTSIDE;
      x = covers ? Math.min(x, y) : Math.max(x, y);
      y = x;
    }
    if (!request.enlarge()) {
      x = Math.max(1, x);
      y = Math.max(1, y);
    }
    x = Math.min(x, width);
    y = Math.min(y, height);
    return new BoxFit(x, y, reduced(width, x), reduced(height, y));
  }

  private static long reduced(int side, double reduction) {
    return Math.max(1, Math.round(side / reduction));
  }
}
