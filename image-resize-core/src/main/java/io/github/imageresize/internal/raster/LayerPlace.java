package io.github.imageresize.internal.raster;

/**
 * How a layer lies over a picture.
 *
 * @param left columns of the picture to the left of it
 * @param top rows of the picture above it
 * @param opacity factor of its own opacity, 0..1
 * @param repeat whether copies of it cover the picture, from the upper left corner on
 */
public record LayerPlace(int left, int top, double opacity, boolean repeat) {}
