package io.github.imageresize.internal.raster;

import io.github.imageresize.internal.argument.Require;
import java.util.Arrays;

/**
 * One direction of a resampling: for every sample of the output, which samples of the source it is
 * made of and with what weights. Output sample i is centred on the source coordinate {@code start +
 * (i + 0.5) * scale}, where source sample k reaches from k to k + 1.
 *
 * <p>The kernel is Lanczos with three lobes, stretched by the scale where the image is reduced
 * (Turkowski, "Filters for Common Resampling Tasks", 1990). Samples beyond the bounds are taken to
 * equal the outermost ones, so their weights fold onto these; then the weights of each output
 * sample are normalised to a sum of 1.
 *
 * <p>Immutable, thread-safe.
 */
public final class ResamplingAxis {
  private static final int LOBES = 3;

  /** A kernel, evaluated at equal distances of 1. */
  private interface Kernel {
    /** Writes the kernel at x, x + 1, ... and returns the sum. */
    double evaluate(double x, double[] values, int count);
  }

  private final int length;
  private final int taps;
  private final int[] first;
  private final float[] weights;
  private final boolean identity;

  private ResamplingAxis(int length, int taps, int[] first, float[] weights, boolean identity) {
    this.length = length;
    this.taps = taps;
    this.first = first;
    this.weights = weights;
    this.identity = identity;
  }

  /**
   * The axis of a Lanczos resampling.
   *
   * @param lower first source sample that may be used
   * @param upper first source sample behind the ones that may be used, above {@code lower}
   * @param start source coordinate of the output's edge
   * @param scale source samples for one of the output, exact: of the true sizes, not of rounded
   *     ones
   * @param length output samples, positive
   */
  public static ResamplingAxis lanczos3(
      int lower, int upper, double start, double scale, int length) {
    check(lower, upper, start, scale, length);
    int offset = (int) start;
    if (scale == 1 && offset == start && offset >= lower && offset + length <= upper) {
      return identity(offset, length);
    }
    double stretch = Math.max(1, scale);
    return of(
        lower,
        upper,
        start,
        scale,
        length,
        LOBES * stretch,
        (x, values, count) -> lanczos(x, stretch, values, count));
  }

  private static void check(int lower, int upper, double start, double scale, int length) {
    boolean finite = Double.isFinite(start) && Double.isFinite(scale);
    if (lower < 0 || upper <= lower || length < 1 || !finite || scale <= 0) {
      throw Require.violation(
          "axis",
          "lead from some samples by a positive scale to some",
          "%d..%d from %s by %s to %d".formatted(lower, upper, start, scale, length));
    }
  }

  private static ResamplingAxis of(
      int lower,
      int upper,
      double start,
      double scale,
      int length,
      double radius,
      Kernel function) {
    int taps = Math.min(upper - lower, (int) Math.ceil(2 * radius));
    int[] first = new int[length];
    float[] weights = new float[length * taps];
    double[] kernel = new double[(int) Math.ceil(2 * radius) + 2];
    double[] folded = new double[taps];
    for (int i = 0; i < length; i++) {
      // Relative to sample centres, which lie at k + 0.5.
      double centre = start + (i + 0.5) * scale - 0.5;
      int from = (int) Math.floor(centre - radius) + 1;
      int to = (int) Math.ceil(centre + radius) - 1;
      double sum = function.evaluate(from - centre, kernel, to - from + 1);
      first[i] = Math.max(lower, Math.min(from, upper - taps));
      fold(kernel, from - first[i], to - from + 1, folded);
      normalize(folded, sum, weights, i * taps);
    }
    return new ResamplingAxis(length, taps, first, weights, false);
  }

  /** Adds what lies outside of the samples that may be used to the outermost of them. */
  private static void fold(double[] kernel, int at, int count, double[] folded) {
    Arrays.fill(folded, 0);
    for (int k = 0; k < count; k++) {
      folded[Math.max(0, Math.min(at + k, folded.length - 1))] += kernel[k];
    }
  }

  private static void normalize(double[] folded, double sum, float[] weights, int at) {
    for (int t = 0; t < folded.length; t++) {
      weights[at + t] = (float) (folded[t] / sum);
    }
  }

  /** The axis that takes {@code length} samples from {@code offset} on as they are. */
  private static ResamplingAxis identity(int offset, int length) {
    int[] first = new int[length];
    float[] weights = new float[length];
    for (int i = 0; i < length; i++) {
      first[i] = offset + i;
      weights[i] = 1;
    }
    return new ResamplingAxis(length, 1, first, weights, true);
  }

  /**
   * Writes the kernel at x / stretch, (x + 1) / stretch, ... and returns the sum. The two sines of
   * the kernel advance by constant angles, so they are rotated rather than computed anew.
   */
  private static double lanczos(double x, double stretch, double[] kernel, int count) {
    double step = Math.PI / stretch;
    double angle = x * step;
    double sine = Math.sin(angle);
    double cosine = Math.cos(angle);
    double stepSine = Math.sin(step);
    double stepCosine = Math.cos(step);
    double windowSine = Math.sin(angle / LOBES);
    double windowCosine = Math.cos(angle / LOBES);
    double windowStepSine = Math.sin(step / LOBES);
    double windowStepCosine = Math.cos(step / LOBES);
    double sum = 0;
    for (int k = 0; k < count; k++) {
      double position = angle + k * step;
      double value =
          Math.abs(position) < 1e-4 ? 1 : LOBES * sine * windowSine / (position * position);
      kernel[k] = value;
      sum += value;
      double nextSine = sine * stepCosine + cosine * stepSine;
      cosine = cosine * stepCosine - sine * stepSine;
      sine = nextSine;
      double nextWindowSine = windowSine * windowStepCosine + windowCosine * windowStepSine;
      windowCosine = windowCosine * windowStepCosine - windowSine * windowStepSine;
      windowSine = nextWindowSine;
    }
    return sum;
  }

  /** The most source samples that one output sample is made of at a scale. */
  static int mostTaps(double scale) {
    return (int) Math.ceil(2 * LOBES * Math.max(1, scale));
  }

  /** Output samples. */
  public int length() {
    return length;
  }

  /** Source samples for one output sample. */
  public int taps() {
    return taps;
  }

  /** The first source sample that counts for output sample {@code i}; never falls as i grows. */
  public int first(int i) {
    return first[i];
  }

  /** The first source sample behind all that count for any output sample. */
  public int end() {
    return first[length - 1] + taps;
  }

  /** Whether output samples are source samples, so that there is nothing to compute. */
  public boolean isIdentity() {
    return identity;
  }

  /** All weights: those of output sample i begin at {@code i * taps()}. Not to be written to. */
  float[] weights() {
    return weights;
  }
}
