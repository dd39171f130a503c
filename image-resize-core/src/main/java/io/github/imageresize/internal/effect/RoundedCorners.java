package io.github.imageresize.internal.effect;

import io.github.imageresize.RgbaColor;
import io.github.imageresize.internal.raster.Picture;
import io.github.imageresize.internal.raster.PictureShape;
import java.util.Arrays;

/**
 * Rounds the corners off, by quarters of a circle that touch the edges. Pixels on the circle stay
 * by the part of them that lies within it.
 *
 * @param radius in pixels, 0 for none; more than half of the shorter side is taken as that
 * @param background what is seen in the corners where the picture has no alpha
 */
public record RoundedCorners(double radius, RgbaColor background) implements Stage {
  /** Lines on which the part of a pixel is measured. */
  private static final int LINES = 16;

  @Override
  public boolean changes(PictureShape before) {
    return radius > 0;
  }

  @Override
  public boolean needsFullChroma() {
    return radius > 0;
  }

  @Override
  public PictureShape after(PictureShape before) {
    return before.withChromaHalved(false);
  }

  @Override
  public Picture apply(Picture picture, int phases) {
    int width = picture.width();
    int height = picture.height();
    double fitting = Math.min(radius, Math.min(width, height) / 2.0);
    return picture
        .chromaDoubled()
        .masked((y, coverage) -> cover(y, height, fitting, coverage), background);
  }

  private static void cover(int y, int height, double radius, float[] coverage) {
    Arrays.fill(coverage, 1);
    int fromEdge = Math.min(y, height - 1 - y);
    int pixels = (int) Math.ceil(radius);
    if (fromEdge >= pixels) {
      return;
    }
    float[] corner = new float[pixels];
    for (int line = 0; line < LINES; line++) {
      double below = Math.max(0, radius - (fromEdge + (line + 0.5) / LINES));
      double start = radius - Math.sqrt(radius * radius - below * below);
      for (int x = 0; x < pixels; x++) {
        corner[x] += (float) Math.min(Math.max(x + 1 - start, 0), 1) / LINES;
      }
    }
    int last = coverage.length - 1;
    for (int x = 0; x < pixels; x++) {
      coverage[x] *= corner[x];
      coverage[last - x] *= corner[x];
    }
  }
}
