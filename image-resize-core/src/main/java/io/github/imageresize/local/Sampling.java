package io.github.imageresize.local;

/**
 * How the samples of a decoded plane lie along one axis, and those of the plane that is made of it.
 *
 * @param origin stored coordinate, in pixels, of the plane's first sample
 * @param samplesPerPixel samples of the plane for one stored pixel
 * @param available samples that the plane has
 * @param resultPixels pixels of the result for one sample of it: 2 for subsampled chroma
 */
record Sampling(double origin, double samplesPerPixel, int available, int resultPixels) {}
