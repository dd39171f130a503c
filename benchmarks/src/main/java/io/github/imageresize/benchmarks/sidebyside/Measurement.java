package io.github.imageresize.benchmarks.sidebyside;

/**
 * What a contender needed for a row, and what came out.
 *
 * @param milliseconds of CPU time of the whole process for an image
 * @param instructions that the whole process executed for an image; NaN where they cannot be
 *     counted
 * @param allocatedBytes of heap for an image; NaN where nobody counts
 * @param bytes of the result
 * @param psnr against the reference in dB; of an animation, of its first frame
 */
record Measurement(
    double milliseconds, double instructions, double allocatedBytes, int bytes, double psnr) {}
