package io.github.imageresize.internal.codec.png;

/** Undoes filters of pixels of three bytes, with the neighbours kept in registers. */
final class FilteredThrees {
  private FilteredThrees() {}

  static void undoSub(byte[] filtered, int from, byte[] row, int length) {
    int left0 = 0;
    int left1 = 0;
    int left2 = 0;
    for (int i = 0; i < length; i += 3) {
      left0 += filtered[from + i];
      left1 += filtered[from + i + 1];
      left2 += filtered[from + i + 2];
      row[i] = (byte) left0;
      row[i + 1] = (byte) left1;
      row[i + 2] = (byte) left2;
    }
  }

  static void undoAverage(byte[] filtered, int from, byte[] row, byte[] previous, int length) {
    int left0 = 0;
    int left1 = 0;
    int left2 = 0;
    for (int i = 0; i < length; i += 3) {
      left0 = (filtered[from + i] + ((left0 + (previous[i] & 0xFF)) >> 1)) & 0xFF;
      left1 = (filtered[from + i + 1] + ((left1 + (previous[i + 1] & 0xFF)) >> 1)) & 0xFF;
      left2 = (filtered[from + i + 2] + ((left2 + (previous[i + 2] & 0xFF)) >> 1)) & 0xFF;
      row[i] = (byte) left0;
      row[i + 1] = (byte) left1;
      row[i + 2] = (byte) left2;
    }
  }

  static void undoPaeth(byte[] filtered, int from, byte[] row, byte[] previous, int length) {
    int left0 = 0;
    int left1 = 0;
    int left2 = 0;
    int corner0 = 0;
    int corner1 = 0;
    int corner2 = 0;
    for (int i = 0; i < length; i += 3) {
      int up0 = previous[i] & 0xFF;
      int up1 = previous[i + 1] & 0xFF;
      int up2 = previous[i + 2] & 0xFF;
      left0 = (filtered[from + i] + PngFilter.paeth(left0, up0, corner0)) & 0xFF;
      left1 = (filtered[from + i + 1] + PngFilter.paeth(left1, up1, corner1)) & 0xFF;
      left2 = (filtered[from + i + 2] + PngFilter.paeth(left2, up2, corner2)) & 0xFF;
      row[i] = (byte) left0;
      row[i + 1] = (byte) left1;
      row[i + 2] = (byte) left2;
      corner0 = up0;
      corner1 = up1;
      corner2 = up2;
    }
  }
}
