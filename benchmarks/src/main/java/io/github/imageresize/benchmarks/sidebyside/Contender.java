package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;

/** A library that resizes images. */
interface Contender {
  /** Its name in the tables. */
  String name();

  /** Whether it can write a format at all. */
  boolean writes(String format);

  /**
   * Resizes an image with quality 80 and measures the process that does it.
   *
   * @param input the original's name and bytes
   * @param width of the result; its height keeps the aspect ratio
   * @param format {@code jpeg}, {@code png} or {@code webp}
   */
  Result resize(Input input, int width, String format) throws IOException;

  /** What came out, and the CPU time that the whole process took for it. */
  final class Result {
    private final byte[] bytes;
    private final double milliseconds;

    Result(byte[] bytes, double milliseconds) {
      this.bytes = bytes;
      this.milliseconds = milliseconds;
    }

    byte[] bytes() {
      return bytes;
    }

    double milliseconds() {
      return milliseconds;
    }
  }
}
