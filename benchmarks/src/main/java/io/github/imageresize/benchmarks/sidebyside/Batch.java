package io.github.imageresize.benchmarks.sidebyside;

/** What came out of a worker that has resized the same image several times. */
final class Batch {
  private final byte[] bytes;
  private final int images;
  private final double cpuMilliseconds;

  /**
   * A batch.
   *
   * @param bytes of the last result
   * @param images how many were made
   * @param cpuMilliseconds that the whole process took for all of them
   */
  Batch(byte[] bytes, int images, double cpuMilliseconds) {
    this.bytes = bytes;
    this.images = images;
    this.cpuMilliseconds = cpuMilliseconds;
  }

  byte[] bytes() {
    return bytes;
  }

  int images() {
    return images;
  }

  double cpuMilliseconds() {
    return cpuMilliseconds;
  }

  double cpuMillisecondsPerImage() {
    return cpuMilliseconds / images;
  }
}
