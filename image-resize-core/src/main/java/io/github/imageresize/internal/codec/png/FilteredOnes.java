package io.github.imageresize.internal.codec.png;

/** Undoes filters of pixels of one byte or less, with the neighbours kept in registers. */
final class FilteredOnes {
  private FilteredOnes() {}

  static void undoSub(byte[] filtered, int from, byte[] row, int length) {
    int left = 0;
    for (int i = 0; i < length; i++) {
      left += filtered[from + i];
      row[i] = (byte) left;
    }
  }

  static void undoAverage(byte[] filtered, int from, byte[] row, byte[] previous, int length) {
    int left = 0;
    for (int i = 0; i < length; i++) {
      left = (filtered[from + i] + ((left + (previous[i] & 0xFF)) >> 1)) & 0xFF;
      row[i] = (byte) left;
    }
  }

  static void undoPaeth(byte[] filtered, int from, byte[] row, byte[] previous, int length) {
    int left = 0;
    int corner = 0;
    for (int i = 0; i < length; i++) {
      int up = previous[i] & 0xFF;
      left = (filtered[from + i] + PngFilter.paeth(left, up, corner)) & 0xFF;
      row[i] = (byte) left;
      corner = up;
    }
  }
}
