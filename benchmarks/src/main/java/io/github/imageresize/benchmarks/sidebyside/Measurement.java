package io.github.imageresize.benchmarks.sidebyside;

/**
 * What a contender needed for a row, and what came out.
 *
 * @param milliseconds of CPU time of the whole process for an image
 * @param bytes of the result
 * @param psnr against the reference in dB
 */
record Measurement(double milliseconds, int bytes, double psnr) {}
