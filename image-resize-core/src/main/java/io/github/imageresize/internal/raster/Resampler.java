package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.argument.Require;

/**
 * Resizes one plane by a separable kernel: first vertically, where the phase arrays of a source row
 * are as good as any others, then horizontally. Rows are made when they are asked for; the source's
 * rows are asked for and released as the window moves down.
 */
public final class Resampler {
  private Resampler() {}

  /**
   * The resized rows of a plane.
   *
   * @param source in any number of phases
   * @param horizontal within the source's width
   * @param vertical within the source's height
   * @param phases of the rows that come out, 1..8
   * @return the source itself if there is nothing to do
   */
  public static PlaneRows resample(
      PlaneRows source, ResamplingAxis horizontal, ResamplingAxis vertical, int phases) {
    if (horizontal.end() > source.width() || vertical.end() > source.height()) {
      throw Require.violation(
          "axes",
          "end within the source's " + source.width() + "x" + source.height(),
          horizontal.end() + "x" + vertical.end());
    }
    PlaneRows rows = VerticalPass.of(source, vertical, horizontal.end());
    if (!horizontal.isIdentity()) {
      return new HorizontalPass(rows, horizontal, phases);
    }
    return RearrangedRows.of(rows, horizontal.first(0), horizontal.length(), phases);
  }
}
