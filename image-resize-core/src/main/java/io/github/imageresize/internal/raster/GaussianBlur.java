package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.ArrayList;
import java.util.List;

/**
 * The convolution of planes with a Gaussian, at a cost that does not grow with its width. Gaussians
 * after each other make a wider one, whose variance is the sum of theirs (P. Burt, "Fast filter
 * transforms for image processing", 1981): the first one also takes the plane to fewer samples, as
 * few as its band allows, the last one back to all of them, and what is missing is done between the
 * two, in the same way. What that aliases is less than a tenth of a level.
 */
final class GaussianBlur {
  /** Of rows whose resolution is changed: every step divides it. */
  private static final int PHASES = 8;

  private static final int LONGEST_STEP = PHASES;

  /** Standard deviations of the whole for one sample between the two Gaussians, at least. */
  private static final double DEVIATIONS_PER_STEP = 1.25;

  /** What is missing between the two is done by them if it is narrower, in samples there. */
  private static final double NARROWEST_BETWEEN = 0.5;

  /** Samples between the two beyond each edge, so many that the outermost are as the edge is. */
  private static final int MARGIN = 4;

  private final double deviation;

  /** Samples for one between the two, a power of 2; 1 if one Gaussian does it all. */
  private final int step;

  /** The standard deviation of each of the two. */
  private final double outer;

  /** The standard deviation of what is done between them, in samples there; 0 for nothing. */
  private final double between;

  private GaussianBlur(double deviation) {
    this.deviation = deviation;
    int longest = (int) Math.min(LONGEST_STEP, deviation / DEVIATIONS_PER_STEP);
    step = Math.max(1, Integer.highestOneBit(longest));
    double narrowest = DEVIATIONS_PER_STEP * step / Math.sqrt(2);
    double missing = deviation * deviation - 2 * narrowest * narrowest;
    double inSamplesBetween = Math.sqrt(Math.max(0, missing)) / step;
    boolean inBoth = inSamplesBetween < NARROWEST_BETWEEN;
    outer = inBoth ? deviation / Math.sqrt(2) : narrowest;
    between = inBoth ? 0 : inSamplesBetween;
  }

  /**
   * The blurred planes, in phases of their own.
   *
   * @param planes of which the first has a sample for each pixel
   * @param deviation standard deviation in pixels, positive
   */
  static List<PlaneRows> of(List<PlaneRows> planes, double deviation) {
    PlaneRows first = planes.get(0);
    boolean reduces = new GaussianBlur(deviation).step > 1;
    List<GaussianBlur> blurs = new ArrayList<>();
    List<PlaneRows> reduced = new ArrayList<>();
    for (PlaneRows plane : planes) {
      boolean halved = plane.width() < first.width() || plane.height() < first.height();
      GaussianBlur blur = new GaussianBlur(halved ? deviation / 2 : deviation);
      blurs.add(blur);
      reduced.add(blur.reduced(reduces ? RearrangedRows.inPhases(plane, PHASES) : plane));
    }
    // What is held of a plane while another one is read ahead is its reduced rows.
    List<PlaneRows> together = SynchronizedRows.of(reduced);
    List<PlaneRows> blurred = new ArrayList<>();
    for (int i = 0; i < planes.size(); i++) {
      blurred.add(blurs.get(i).finished(together.get(i), planes.get(i)));
    }
    return blurred;
  }

  private PlaneRows reduced(PlaneRows plane) {
    return step == 1 ? plane : GaussianRows.reduced(plane, step, MARGIN, outer);
  }

  private PlaneRows finished(PlaneRows reduced, PlaneRows plane) {
    if (step == 1) {
      return GaussianRows.blurred(reduced, deviation);
    }
    PlaneRows whole = between == 0 ? reduced : blurredBetween(reduced);
    return GaussianRows.enlarged(whole, step, MARGIN, plane.width(), plane.height(), outer);
  }

  private PlaneRows blurredBetween(PlaneRows reduced) {
    return RearrangedRows.inPhases(of(List.of(reduced), between).get(0), reduced.phases());
  }

  /** The most heap that the blurring of a plane of this width holds, in bytes. */
  static long memoryNeeded(int width, double deviation) {
    return new GaussianBlur(deviation).memoryNeeded(width);
  }

  private long memoryNeeded(int width) {
    if (step == 1) {
      return GaussianRows.memoryNeeded(width, width, GaussianKernel.mostTaps(deviation));
    }
    int reducedWidth = GaussianRows.reducedLength(width, step, MARGIN);
    int tapsBack = GaussianKernel.mostTaps(outer / step);
    return RearrangedRows.memoryNeeded(width)
        + GaussianRows.memoryNeeded(width, reducedWidth, GaussianKernel.mostTaps(outer))
        + (between == 0
            ? 0
            : memoryNeeded(reducedWidth, between) + RearrangedRows.memoryNeeded(reducedWidth))
        + GaussianRows.memoryNeeded(reducedWidth, width, tapsBack);
  }

  /** The most rows of the source that are read before the first row comes out. */
  static int rowsAhead(double deviation) {
    return new GaussianBlur(deviation).rowsAhead();
  }

  private int rowsAhead() {
    if (step == 1) {
      return GaussianKernel.mostTaps(deviation);
    }
    int reducedRows =
        GaussianKernel.mostTaps(outer / step) + (between == 0 ? 0 : rowsAhead(between));
    return reducedRows * step + GaussianKernel.mostTaps(outer);
  }
}
