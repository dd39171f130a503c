package io.github.imageresize.internal.effect;

import io.github.imageresize.RgbaColor;

/** The colour that is seen most, by the counts of 4096 cells, 16 levels of each channel. */
public final class DominantColor {
  private static final int CELLS = 1 << 12;
  private static final int HALF = 128;

  private DominantColor() {}

  /**
   * The mean colour of the fullest cell; of equally full ones, of the darkest.
   *
   * @param rgba red, green, blue and straight alpha of each pixel; those less than half opaque
   *     don't count
   */
  public static RgbaColor of(byte[] rgba) {
    int[] counts = new int[CELLS];
    int fullest = 0;
    for (int i = 0; i < rgba.length; i += 4) {
      if ((rgba[i + 3] & 0xFF) >= HALF) {
        counts[cell(rgba, i)]++;
      }
    }
    for (int cell = 0; cell < CELLS; cell++) {
      fullest = counts[cell] > counts[fullest] ? cell : fullest;
    }
    long[] sums = new long[3];
    for (int i = 0; i < rgba.length; i += 4) {
      if ((rgba[i + 3] & 0xFF) >= HALF && cell(rgba, i) == fullest) {
        for (int c = 0; c < 3; c++) {
          sums[c] += rgba[i + c] & 0xFF;
        }
      }
    }
    double count = Math.max(1, counts[fullest]);
    return new RgbaColor(
        (int) Math.round(sums[0] / count),
        (int) Math.round(sums[1] / count),
        (int) Math.round(sums[2] / count),
        255);
  }

  private static int cell(byte[] rgba, int i) {
    return (rgba[i] & 0xF0) << 4 | (rgba[i + 1] & 0xF0) | (rgba[i + 2] & 0xF0) >> 4;
  }
}
