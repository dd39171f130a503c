package io.github.imageresize.benchmarks.sidebyside;

/**
 * What came out of a worker that has resized the same image several times.
 *
 * @param bytes of the last result
 * @param images how many were made
 * @param cpuMilliseconds that the whole process took for all of them
 * @param allocatedBytes of heap for all of them; negative where nobody counts
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Batch(byte[] bytes, int images, double cpuMilliseconds, long allocatedBytes) {
  double cpuMillisecondsPerImage() {
    return cpuMilliseconds / images;
  }

  /** Bytes for an image; NaN where nobody counts. */
  double allocatedBytesPerImage() {
    return allocatedBytes < 0 ? Double.NaN : (double) allocatedBytes / images;
  }
}
