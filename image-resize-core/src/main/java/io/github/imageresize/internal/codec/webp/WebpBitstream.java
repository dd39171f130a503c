package io.github.imageresize.internal.codec.webp;

/**
 * What a VP8 or VP8L bitstream says before its pixels.
 *
 * @param lossy whether it is VP8
 * @param codeGroups of prefix codes that decoding it makes tables for; those of its alpha, if it is
 *     lossy
 */
record WebpBitstream(int width, int height, boolean lossy, boolean alpha, int codeGroups) {

  WebpBitstream withCodeGroups(int count) {
    return new WebpBitstream(width, height, lossy, alpha, count);
  }
}
