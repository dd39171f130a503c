package io.github.imageresize.local;

import io.github.imageresize.internal.raster.ResamplingAxis;

/**
 * One axis of the stored picture: which of its pixels become the pixels of the result, in the order
 * in which they are stored. Pixel i of the result covers the stored coordinates from {@code start +
 * i * scale} to {@code start + (i + 1) * scale}.
 *
 * @param lower first stored pixel that may be used: the edge of the picture or of the crop
 * @param upper first stored pixel behind the ones that may be used
 * @param start stored coordinate of the result's edge
 * @param scale stored pixels for one of the result
 * @param length pixels of the result
 * @param mirrored whether the result is turned round after the resampling
 */
record AxisPlan(int lower, int upper, double start, double scale, int length, boolean mirrored) {
  /** Keeps a sample that is touched by rounding errors alone from being taken in. */
  private static final double EPSILON = 1e-6;

  private static final int LOBES = 3;

  /** Stored pixels that one sample of the most subsampled chroma covers. */
  private static final int WIDEST_SAMPLE = 4;

  /** How many samples a plane of the result has with so many pixels a sample, rounded up. */
  int samples(int pixelsPerSample) {
    return (length + pixelsPerSample - 1) / pixelsPerSample;
  }

  /** The resampling of a decoded plane. */
  ResamplingAxis over(Sampling plane) {
    double samplesPerPixel = plane.samplesPerPixel();
    int count = samples(plane.resultPixels());
    // Where the picture is mirrored, its last stored sample is its first one, which is whole.
    int overhang = mirrored ? count * plane.resultPixels() - length : 0;
    double first = (start - overhang * scale - plane.origin()) * samplesPerPixel;
    int from = (int) Math.floor((lower - plane.origin()) * samplesPerPixel + EPSILON);
    int to = (int) Math.ceil((upper - plane.origin()) * samplesPerPixel - EPSILON);
    from = Math.max(0, Math.min(from, plane.available() - 1));
    to = Math.max(from + 1, Math.min(to, plane.available()));
    return ResamplingAxis.lanczos3(
        from, to, first, scale * samplesPerPixel * plane.resultPixels(), count);
  }

  /** The first stored pixel that the kernel reaches. */
  int regionStart(int pixelsPerSample) {
    return (int) Math.max(lower, Math.floor(start - reach(pixelsPerSample)));
  }

  /** The first stored pixel behind the ones that the kernel reaches. */
  int regionEnd(int pixelsPerSample) {
    return (int) Math.min(upper, Math.ceil(start + length * scale + reach(pixelsPerSample)));
  }

  private double reach(int pixelsPerSample) {
    return LOBES * Math.max(WIDEST_SAMPLE, scale * pixelsPerSample);
  }
}
