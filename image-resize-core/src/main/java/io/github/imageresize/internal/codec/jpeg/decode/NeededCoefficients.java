package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.internal.codec.jpeg.ZigZag;
import java.util.Arrays;

/** Those coefficients of a block that are needed to decode it to n×n samples: the n×n lowest. */
final class NeededCoefficients {
  private static final NeededCoefficients[] BY_POINTS = new NeededCoefficients[8];

  static {
    for (int i = 0; i < BY_POINTS.length; i++) {
      BY_POINTS[i] = new NeededCoefficients(i + 1);
    }
  }

  private final int[] planeOf = new int[ZigZag.LENGTH];
  private final int last;

  private NeededCoefficients(int points) {
    Arrays.fill(planeOf, points * points);
    int highest = 0;
    for (int k = 0; k < ZigZag.LENGTH; k++) {
      if (ZigZag.column(k) < points && ZigZag.row(k) < points) {
        planeOf[k] = ZigZag.row(k) * points + ZigZag.column(k);
        highest = k;
      }
    }
    last = highest;
  }

  /**
   * The coefficients for a size.
   *
   * @param points n, 1..8
   */
  static NeededCoefficients of(int points) {
    return BY_POINTS[points - 1];
  }

  /** The place of a zigzag index among the needed ones, row by row; n² for one that is not. */
  int planeOf(int zigzag) {
    return planeOf[zigzag];
  }

  /** The highest zigzag index of a needed one. */
  int last() {
    return last;
  }
}
