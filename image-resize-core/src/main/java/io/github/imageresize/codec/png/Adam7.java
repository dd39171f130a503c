package io.github.imageresize.codec.png;

/** Puts the seven passes of an interlaced PNG together (ISO/IEC 15948 clause 8.2). */
final class Adam7 {
  private static final int[] FIRST_X = {0, 4, 0, 2, 0, 1, 0};
  private static final int[] FIRST_Y = {0, 0, 4, 0, 2, 0, 1};
  private static final int[] STEP_X = {8, 8, 4, 4, 2, 2, 1};
  private static final int[] STEP_Y = {8, 8, 8, 4, 4, 2, 2};

  private Adam7() {}

  /** Decodes all rows, packed as those of a picture that is not interlaced. */
  static byte[][] decode(PngLayout layout, PngPixelData data) {
    byte[][] rows = new byte[layout.height()][(int) layout.rowBytes(layout.width())];
    for (int pass = 0; pass < 7; pass++) {
      decodePass(layout, data, pass, rows);
    }
    return rows;
  }

  private static void decodePass(PngLayout layout, PngPixelData data, int pass, byte[][] rows) {
    int width = (layout.width() - FIRST_X[pass] + STEP_X[pass] - 1) / STEP_X[pass];
    if (width <= 0) {
      return;
    }
    int rowBytes = (int) layout.rowBytes(width);
    byte[] filtered = new byte[rowBytes + 1];
    byte[] row = new byte[rowBytes];
    byte[] previous = new byte[rowBytes];
    for (int y = FIRST_Y[pass]; y < layout.height(); y += STEP_Y[pass]) {
      data.read(filtered, rowBytes + 1);
      PngFilter.undo(filtered, row, previous, rowBytes, layout.filterDistance());
      scatter(layout, row, width, rows[y], pass);
      byte[] spare = previous;
      previous = row;
      row = spare;
    }
  }

  private static void scatter(PngLayout layout, byte[] passRow, int width, byte[] row, int pass) {
    int bits = layout.bitsPerPixel();
    for (int i = 0, x = FIRST_X[pass]; i < width; i++, x += STEP_X[pass]) {
      if (bits >= 8) {
        System.arraycopy(passRow, i * (bits / 8), row, x * (bits / 8), bits / 8);
      } else {
        int from = i * bits;
        int to = x * bits;
        int sample = passRow[from >> 3] >> (8 - bits - (from & 7)) & ((1 << bits) - 1);
        row[to >> 3] |= (byte) (sample << (8 - bits - (to & 7)));
      }
    }
  }
}
