package io.github.imageresize.codec;

/**
 * How fine the planes of a decoded image are, the finest of them.
 *
 * @param width samples in a row, positive
 * @param samplesPerPixelX samples for one pixel of the original along a row, at most 1
 * @param samplesPerPixelY the same along a column
 */
public record DecodedScale(int width, double samplesPerPixelX, double samplesPerPixelY) {}
