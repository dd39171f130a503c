package io.github.imageresize.internal.codec.webp;

/**
 * What the head of a VP8 or VP8L bitstream says.
 *
 * @param lossy whether it is VP8
 */
record WebpBitstream(int width, int height, boolean lossy, boolean alpha) {}
