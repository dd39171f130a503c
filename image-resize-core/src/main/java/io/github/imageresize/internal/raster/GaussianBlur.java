package io.github.imageresize.internal.raster;

import io.github.imageresize.codec.PlaneRows;
import java.util.ArrayList;
import java.util.List;

/**
 * The convolution of planes with a Gaussian, at a cost that does not grow with its width. Two
 * Gaussians after each other make a wider one, whose variance is the sum of theirs (P. Burt, "Fast
 * filter transforms for image processing", 1981): the first one also takes the plane to fewer
 * samples, as few as its band allows, and the second one back to all of them. What that aliases is
 * less than a tenth of a level.
 */
final class GaussianBlur {
  /** Standard deviations for one sample between the two Gaussians, at least. */
  private static final double DEVIATIONS_PER_STEP = 1.25;

  private GaussianBlur() {}

  /**
   * The blurred planes, in the phases of the first one.
   *
   * @param planes of which the first has a sample for each pixel
   * @param deviation standard deviation in pixels, positive
   */
  static List<PlaneRows> of(List<PlaneRows> planes, double deviation) {
    PlaneRows first = planes.get(0);
    boolean twice = mostSteps(deviation) > 1;
    List<Axis> across = new ArrayList<>();
    List<Axis> down = new ArrayList<>();
    List<PlanesResampler.Part> parts = new ArrayList<>();
    for (PlaneRows plane : planes) {
      boolean halved = plane.width() < first.width() || plane.height() < first.height();
      double ownDeviation = halved ? deviation / 2 : deviation;
      Axis x = Axis.of(plane.width(), ownDeviation, twice);
      Axis y = Axis.of(plane.height(), ownDeviation, twice);
      across.add(x);
      down.add(y);
      parts.add(new PlanesResampler.Part(plane, x.reducing(), y.reducing()));
    }
    if (!twice) {
      return PlanesResampler.resample(parts, first.phases());
    }
    List<PlaneRows> reduced = PlanesResampler.resample(parts, 1);
    parts.clear();
    for (int i = 0; i < reduced.size(); i++) {
      parts.add(
          new PlanesResampler.Part(
              reduced.get(i), across.get(i).enlarging(), down.get(i).enlarging()));
    }
    return PlanesResampler.resample(parts, first.phases());
  }

  /** The most heap that the blurring of a plane of this size holds, in bytes. */
  static long memoryNeeded(int width, int height, double deviation) {
    boolean twice = mostSteps(deviation) > 1;
    Axis x = Axis.of(width, deviation, twice);
    Axis y = Axis.of(height, deviation, twice);
    int taps = ResamplingAxis.mostGaussianTaps(x.deviation);
    long reducing =
        PlanesResampler.memoryNeeded(width, x.reducedLength(), y.reducedLength(), taps, taps);
    if (!twice) {
      return reducing;
    }
    int tapsBack = ResamplingAxis.mostGaussianTaps(x.deviation / x.step);
    return reducing
        + PlanesResampler.memoryNeeded(x.reducedLength(), width, height, tapsBack, tapsBack);
  }

  /** The most rows of the source that are read before the first row comes out. */
  static int rowsAhead(int width, double deviation) {
    boolean twice = mostSteps(deviation) > 1;
    Axis x = Axis.of(width, deviation, twice);
    int rows = HorizontalPass.mostRows(width) * x.step;
    int reach = ResamplingAxis.mostGaussianTaps(x.deviation);
    return twice ? rows + HorizontalPass.mostRows(x.reducedLength()) + 2 * reach : rows + reach;
  }

  private static int mostSteps(double deviation) {
    return Math.max(1, (int) (deviation / DEVIATIONS_PER_STEP));
  }

  /**
   * One axis of a plane.
   *
   * @param length samples
   * @param deviation of each of the Gaussians, in samples
   * @param step samples for one between the two
   * @param margin samples between the two that lie beyond each edge, where the second one reaches
   */
  private record Axis(int length, double deviation, int step, int margin) {

    static Axis of(int length, double deviation, boolean twice) {
      if (!twice) {
        return new Axis(length, deviation, 1, 0);
      }
      double each = deviation / Math.sqrt(2);
      int step = mostSteps(deviation);
      return new Axis(length, each, step, ResamplingAxis.mostGaussianTaps(each / step) / 2);
    }

    int reducedLength() {
      return (length + step - 1) / step + 2 * margin;
    }

    ResamplingAxis reducing() {
      return ResamplingAxis.gaussian(
          length, -(double) margin * step, step, reducedLength(), deviation);
    }

    ResamplingAxis enlarging() {
      return ResamplingAxis.gaussian(reducedLength(), margin, 1.0 / step, length, deviation / step);
    }
  }
}
