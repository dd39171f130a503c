package io.github.imageresize.internal.codec.bmp;

import io.github.imageresize.internal.codec.BadImage;

/** How the pixels of a bitmap are stored. */
enum BmpCompression {
  /** Rows of whole pixels. */
  NONE,
  /** Rows of pixels whose channels lie where masks say. */
  BIT_FIELDS,
  /** The same, and alpha has a mask as well. */
  ALPHA_BIT_FIELDS,
  /** Runs of pixels of 4, 8 or 24 bits. */
  RUN_LENGTH;

  /**
   * What a header's number means.
   *
   * @param number biCompression
   * @param depth bits a pixel; OS/2 uses two of the numbers otherwise than Windows, for depths that
   *     Windows does not use them with
   */
  static BmpCompression of(long number, int depth) {
    BmpCompression compression = known(number, depth);
    boolean right =
        switch (compression) {
          case NONE ->
              depth == 1
                  || depth == 2
                  || depth == 4
                  || depth == 8
                  || depth == 16
                  || depth == 24
                  || depth == 32;
          case BIT_FIELDS, ALPHA_BIT_FIELDS -> depth == 16 || depth == 32;
          case RUN_LENGTH -> true;
        };
    if (!right) {
      throw BadImage.unsupported(
          "BMP must have 1, 2, 4, 8, 16, 24 or 32 bits a pixel, with masks 16 or 32, but has "
              + depth);
    }
    return compression;
  }

  private static BmpCompression known(long number, int depth) {
    if (number == 0) {
      return NONE;
    }
    if ((number == 1 && depth == 8) || (number == 2 && depth == 4)) {
      return RUN_LENGTH;
    }
    if (number == 4 && depth == 24) {
      return RUN_LENGTH;
    }
    if (number == 3 && depth != 1) {
      return BIT_FIELDS;
    }
    if (number == 6) {
      return ALPHA_BIT_FIELDS;
    }
    String name =
        switch ((int) number) {
          case 3 -> "Huffman coding of OS/2";
          case 4 -> "a JPEG in it";
          case 5 -> "a PNG in it";
          default -> "compression " + number + " at " + depth + " bits a pixel";
        };
    throw BadImage.unsupported(
        "BMP must be uncompressed, with masks or run-length coded, but has " + name);
  }
}
