package io.github.imageresize.internal.codec.png;

import io.github.imageresize.internal.codec.BadImage;

/**
 * What the IHDR chunk says (ISO/IEC 15948 clause 11.2.2).
 *
 * @param width positive
 * @param height positive
 * @param depth bits a sample
 * @param colorType 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha
 * @param interlaced whether rows come in the seven passes of Adam7
 */
record PngLayout(int width, int height, int depth, int colorType, boolean interlaced) {
  static final int GREY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int GREY_ALPHA = 4;
  static final int RGB_ALPHA = 6;

  static PngLayout read(PngChunks chunks) {
    if (!chunks.is(PngChunks.IHDR) || chunks.length() != 13) {
      throw BadImage.corrupt("PNG must begin with an IHDR chunk of 13 bytes");
    }
    chunks.requireIntact();
    byte[] data = chunks.data();
    int width = chunks.int32(chunks.start());
    int height = chunks.int32(chunks.start() + 4);
    if (width <= 0 || height <= 0) {
      throw BadImage.corrupt(
          "PNG sides must be 1..2147483647, but are %s x %s"
              .formatted(Integer.toUnsignedString(width), Integer.toUnsignedString(height)));
    }
    int depth = data[8];
    int colorType = data[9];
    if (!isAllowed(colorType, depth)) {
      throw BadImage.corrupt("PNG has no colour type " + colorType + " of depth " + depth);
    }
    if (data[10] != 0 || data[11] != 0 || (data[12] & ~1) != 0) {
      throw BadImage.corrupt("PNG with unknown compression, filter or interlace method");
    }
    return new PngLayout(width, height, depth, colorType, data[12] == 1);
  }

  private static boolean isAllowed(int colorType, int depth) {
    return switch (colorType) {
      case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case RGB, GREY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
      default -> false;
    };
  }

  int channels() {
    return switch (colorType) {
      case RGB -> 3;
      case GREY_ALPHA -> 2;
      case RGB_ALPHA -> 4;
      default -> 1;
    };
  }

  boolean isGrey() {
    return colorType == GREY || colorType == GREY_ALPHA;
  }

  boolean hasAlphaChannel() {
    return colorType == GREY_ALPHA || colorType == RGB_ALPHA;
  }

  int bitsPerPixel() {
    return depth * channels();
  }

  /** Bytes from a sample to the one that its filter compares it with (clause 9.2). */
  int filterDistance() {
    return Math.max(1, bitsPerPixel() / 8);
  }

  /** Bytes in a row of that many pixels, its filter byte left out. */
  long rowBytes(int pixels) {
    return ((long) pixels * bitsPerPixel() + 7) / 8;
  }
}
