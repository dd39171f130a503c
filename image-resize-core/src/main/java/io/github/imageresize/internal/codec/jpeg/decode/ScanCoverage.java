package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.internal.codec.jpeg.ScanHeader;
import io.github.imageresize.internal.codec.jpeg.ZigZag;
import java.util.Arrays;

/** Which coefficients the scans so far have given, and down to which bit. */
final class ScanCoverage {
  private static final int NOTHING = Integer.MAX_VALUE;

  private final int[][] lowestBits;

  ScanCoverage(int components) {
    lowestBits = new int[components][ZigZag.LENGTH];
    for (int[] bits : lowestBits) {
      Arrays.fill(bits, NOTHING);
    }
  }

  /** Takes a scan into account whose data have been read. */
  void add(ScanHeader scan) {
    for (ScanHeader.ScanComponent component : scan.components()) {
      Arrays.fill(lowestBits[component.index()], scan.first(), scan.last() + 1, scan.bit());
    }
  }

  /** How many components have been given so that something can be seen of them. */
  int visibleComponents() {
    return (int) Arrays.stream(lowestBits).filter(bits -> bits[0] != NOTHING).count();
  }

  /** Whether nothing is left to be given. */
  boolean isComplete() {
    return Arrays.stream(lowestBits).flatMapToInt(Arrays::stream).allMatch(bit -> bit == 0);
  }
}
