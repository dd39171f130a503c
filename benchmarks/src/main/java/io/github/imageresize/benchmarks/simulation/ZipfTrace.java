package io.github.imageresize.benchmarks.simulation;

import java.util.Arrays;
import java.util.Random;

/**
 * Requests for things of which the one at rank r is asked for in proportion to 1/r^s, as web
 * requests are (Breslau et al., "Web Caching and Zipf-like Distributions", INFOCOM 1999: s from
 * 0.64 to 0.83 at proxies).
 */
final class ZipfTrace {
  private final double[] cumulative;
  private final Random random;

  /**
   * A trace of its own.
   *
   * @param things how many there are
   * @param exponent s
   * @param seed the same seed gives the same trace
   */
  ZipfTrace(int things, double exponent, long seed) {
    cumulative = new double[things];
    double sum = 0;
    for (int rank = 0; rank < things; rank++) {
      sum += 1 / Math.pow(rank + 1, exponent);
      cumulative[rank] = sum;
    }
    for (int rank = 0; rank < things; rank++) {
      cumulative[rank] /= sum;
    }
    random = new Random(seed);
  }

  /** The rank of the next thing asked for, from 0. */
  int next() {
    int found = Arrays.binarySearch(cumulative, random.nextDouble());
    return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
  }
}
