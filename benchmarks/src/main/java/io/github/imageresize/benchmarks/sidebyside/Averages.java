package io.github.imageresize.benchmarks.sidebyside;

import java.util.Collection;

/** Single numbers for many. */
public final class Averages {
  private Averages() {}

  /**
   * The middle one, or the mean of the middle two.
   *
   * @param values in any order
   * @return NaN of nothing
   */
  public static double median(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The mean of what is multiplied rather than added, such as ratios; NaN of nothing. */
  static double geometricMean(Collection<Double> values) {
    return Math.exp(values.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
  }
}
