package io.github.imageresize.internal.deflate;

/**
 * What fuzzing runs on each input: as a zlib stream, it becomes what the JDK's zlib makes of it.
 */
public final class InflatedStreamFuzzTarget {
  private InflatedStreamFuzzTarget() {}

  /** Inflates an input by both; called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    InflationComparison.check(input, input.length);
  }
}
