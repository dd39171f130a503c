package io.github.imageresize.internal.codec.gif;

/**
 * A frame, and where it lies on the screen.
 *
 * @param colors red, green, blue of each index
 * @param transparentIndex -1 if there is none
 * @param dataStart index of the frame's LZW code size, its data behind it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GifFrame(
    int x,
    int y,
    int width,
    int height,
    boolean interlaced,
    byte[] colors,
    int transparentIndex,
    int dataStart) {

  /** The same frame as a picture of its own. */
  GifFrame atOrigin() {
    return new GifFrame(0, 0, width, height, interlaced, colors, transparentIndex, dataStart);
  }

  long pixels() {
    return (long) width * height;
  }

  boolean covers(int screenWidth, int screenHeight) {
    return x == 0 && y == 0 && width >= screenWidth && height >= screenHeight;
  }

  /** What each index has in a plane: 0 red, 1 green, 2 blue, 3 alpha. */
  float[] table(int plane) {
    float[] table = new float[256];
    for (int i = 0; i < table.length; i++) {
      if (plane == 3) {
        table[i] = i == transparentIndex ? 0 : 255;
      } else {
        table[i] = color(i, plane);
      }
    }
    return table;
  }

  /** What pixel each index is: 0xAARRGGBB, or 0 for the transparent one. */
  int[] pixelTable() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      if (i != transparentIndex) {
        table[i] = 0xFF000000 | color(i, 0) << 16 | color(i, 1) << 8 | color(i, 2);
      }
    }
    return table;
  }

  private int color(int index, int plane) {
    int at = 3 * index + plane;
    return at < colors.length ? colors[at] & 0xFF : 0;
  }
}
