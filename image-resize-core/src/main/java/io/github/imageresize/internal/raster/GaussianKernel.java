package io.github.imageresize.internal.raster;

/**
 * The weights by which samples of one axis are averaged with a Gaussian, where output samples lie a
 * whole number of source samples apart, or a whole number of them to a source sample: then the
 * weights recur, and are few. Output sample i is centred on the source coordinate {@code start + (i
 * + 0.5) * scale}, as those of a {@link ResamplingAxis}. Source samples that are not there count.
 * Immutable.
 */
final class GaussianKernel {
  /** Beyond so many standard deviations a Gaussian counts as 0: a 370th of it is left out. */
  private static final int DEVIATIONS = 3;

  private final int advance;
  private final int[] first;
  private final float[][] weights;

  /**
   * A kernel.
   *
   * @param scale source samples for one of the output
   * @param period output samples after which the weights recur: times the scale, a whole number
   * @param deviation standard deviation in samples of the source, positive
   */
  GaussianKernel(double start, double scale, int period, double deviation) {
    advance = (int) Math.round(period * scale);
    first = new int[period];
    weights = new float[period][];
    double radius = radius(deviation);
    for (int i = 0; i < period; i++) {
      // Relative to sample centres, which lie at k + 0.5.
      double centre = start + (i + 0.5) * scale - 0.5;
      first[i] = (int) Math.floor(centre - radius) + 1;
      int count = (int) Math.ceil(centre + radius) - first[i];
      weights[i] = weights(first[i] - centre, count, deviation);
    }
  }

  private static float[] weights(double from, int count, double deviation) {
    double[] bell = new double[count];
    double sum = 0;
    for (int k = 0; k < count; k++) {
      double distance = (from + k) / deviation;
      // Strict, so that nodes on different machines and JDKs make the same bytes.
      bell[k] = StrictMath.exp(-0.5 * distance * distance);
      sum += bell[k];
    }
    float[] weights = new float[count];
    for (int k = 0; k < count; k++) {
      weights[k] = (float) (bell[k] / sum);
    }
    return weights;
  }

  /** The first distance that does not count; the nearest neighbours always do. */
  private static double radius(double deviation) {
    return Math.ceil(DEVIATIONS * deviation) + 0.5;
  }

  /** The most source samples that one output sample is made of. */
  static int mostTaps(double deviation) {
    return (int) Math.ceil(2 * radius(deviation));
  }

  /** The first source sample that counts for output sample {@code i}; may be negative. */
  int first(int i) {
    return first[i % first.length] + i / first.length * advance;
  }

  /** The weights of the source samples from {@link #first} on. Not to be written to. */
  float[] weights(int i) {
    return weights[i % weights.length];
  }
}
