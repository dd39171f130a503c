package io.github.imageresize.internal.codec.palette;

/** How often colours occur, at five bits a channel, and their exact mean in each cell. */
final class ColorHistogram {
  static final int CELLS = 1 << 15;

  private final int[] counts = new int[CELLS];
  private final long[][] sums = new long[3][CELLS];

  static int cell(int red, int green, int blue) {
    return (red >> 3) << 10 | (green >> 3) << 5 | blue >> 3;
  }

  void add(int rgb) {
    int red = rgb >> 16 & 0xFF;
    int green = rgb >> 8 & 0xFF;
    int blue = rgb & 0xFF;
    int cell = cell(red, green, blue);
    counts[cell]++;
    sums[0][cell] += red;
    sums[1][cell] += green;
    sums[2][cell] += blue;
  }

  int count(int cell) {
    return counts[cell];
  }

  long sum(int channel, int cell) {
    return sums[channel][cell];
  }

  double mean(int channel, int cell) {
    return (double) sums[channel][cell] / counts[cell];
  }
}
