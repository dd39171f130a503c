package io.github.imageresize.internal.codec.png;

/** Undoes the row filters of ISO/IEC 15948 clause 9. */
final class PngFilter {
  static final int NONE = 0;
  static final int SUB = 1;
  static final int UP = 2;
  static final int AVERAGE = 3;
  static final int PAETH = 4;

  private PngFilter() {}

  /**
   * Reconstructs a row.
   *
   * @param filtered the filter's number, and then the row
   * @param row where to write the row
   * @param previous the row above, or zeros
   * @param length bytes of the row
   * @param distance bytes from a sample to its neighbour at the left
   * @return false if there is no such filter
   */
  static boolean undo(byte[] filtered, byte[] row, byte[] previous, int length, int distance) {
    switch (filtered[0]) {
      case NONE -> System.arraycopy(filtered, 1, row, 0, length);
      case SUB -> undoSub(filtered, row, length, distance);
      case UP -> {
        for (int i = 0; i < length; i++) {
          row[i] = (byte) (filtered[i + 1] + previous[i]);
        }
      }
      case AVERAGE -> undoAverage(filtered, row, previous, length, distance);
      case PAETH -> {
        if (distance == 4) {
          undoPaethOfFour(filtered, row, previous, length);
        } else {
          undoPaeth(filtered, row, previous, length, distance);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void undoSub(byte[] filtered, byte[] row, int length, int distance) {
    int head = Math.min(distance, length);
    System.arraycopy(filtered, 1, row, 0, head);
    for (int i = head; i < length; i++) {
      row[i] = (byte) (filtered[i + 1] + row[i - distance]);
    }
  }

  private static void undoAverage(
      byte[] filtered, byte[] row, byte[] previous, int length, int distance) {
    int head = Math.min(distance, length);
    for (int i = 0; i < head; i++) {
      row[i] = (byte) (filtered[i + 1] + ((previous[i] & 0xFF) >> 1));
    }
    for (int i = head; i < length; i++) {
      int average = ((row[i - distance] & 0xFF) + (previous[i] & 0xFF)) >> 1;
      row[i] = (byte) (filtered[i + 1] + average);
    }
  }

  private static void undoPaeth(
      byte[] filtered, byte[] row, byte[] previous, int length, int distance) {
    int head = Math.min(distance, length);
    for (int i = 0; i < head; i++) {
      row[i] = (byte) (filtered[i + 1] + previous[i]);
    }
    for (int i = head; i < length; i++) {
      int predicted =
          paeth(row[i - distance] & 0xFF, previous[i] & 0xFF, previous[i - distance] & 0xFF);
      row[i] = (byte) (filtered[i + 1] + predicted);
    }
  }

  /** Four channels of a byte, the usual case, with the neighbours kept in registers. */
  private static void undoPaethOfFour(byte[] filtered, byte[] row, byte[] previous, int length) {
    int left0 = 0;
    int left1 = 0;
    int left2 = 0;
    int left3 = 0;
    int corner0 = 0;
    int corner1 = 0;
    int corner2 = 0;
    int corner3 = 0;
    for (int i = 0; i + 3 < length; i += 4) {
      int up0 = previous[i] & 0xFF;
      int up1 = previous[i + 1] & 0xFF;
      int up2 = previous[i + 2] & 0xFF;
      int up3 = previous[i + 3] & 0xFF;
      left0 = (filtered[i + 1] + paeth(left0, up0, corner0)) & 0xFF;
      left1 = (filtered[i + 2] + paeth(left1, up1, corner1)) & 0xFF;
      left2 = (filtered[i + 3] + paeth(left2, up2, corner2)) & 0xFF;
      left3 = (filtered[i + 4] + paeth(left3, up3, corner3)) & 0xFF;
      row[i] = (byte) left0;
      row[i + 1] = (byte) left1;
      row[i + 2] = (byte) left2;
      row[i + 3] = (byte) left3;
      corner0 = up0;
      corner1 = up1;
      corner2 = up2;
      corner3 = up3;
    }
  }

  /** The neighbour that is nearest to left + up - corner; ties go to left, then to up. */
  static int paeth(int left, int up, int corner) {
    int toLeft = Math.abs(up - corner);
    int toUp = Math.abs(left - corner);
    int toCorner = Math.abs(left + up - 2 * corner);
    int nearest = toLeft <= toUp ? left : up;
    return Math.min(toLeft, toUp) <= toCorner ? nearest : corner;
  }
}
