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
   * @param filtered has the filter's number, and then the row
   * @param at where the filter's number stands
   * @param row where to write the row
   * @param previous the row above, or zeros
   * @param length bytes of the row
   * @param distance bytes from a sample to its neighbour at the left
   * @return false if there is no such filter
   */
  static boolean undo(
      byte[] filtered, int at, byte[] row, byte[] previous, int length, int distance) {
    int from = at + 1;
    switch (filtered[at]) {
      case NONE -> System.arraycopy(filtered, from, row, 0, length);
      case SUB -> {
        switch (distance) {
          case 1 -> FilteredOnes.undoSub(filtered, from, row, length);
          case 3 -> FilteredThrees.undoSub(filtered, from, row, length);
          case 4 -> FilteredFours.undoSub(filtered, from, row, length);
          default -> undoSub(filtered, from, row, length, distance);
        }
      }
      case UP -> undoUp(filtered, from, row, previous, length);
      case AVERAGE -> {
        switch (distance) {
          case 1 -> FilteredOnes.undoAverage(filtered, from, row, previous, length);
          case 3 -> FilteredThrees.undoAverage(filtered, from, row, previous, length);
          case 4 -> FilteredFours.undoAverage(filtered, from, row, previous, length);
          default -> undoAverage(filtered, from, row, previous, length, distance);
        }
      }
      case PAETH -> {
        switch (distance) {
          case 1 -> FilteredOnes.undoPaeth(filtered, from, row, previous, length);
          case 3 -> FilteredThrees.undoPaeth(filtered, from, row, previous, length);
          case 4 -> FilteredFours.undoPaeth(filtered, from, row, previous, length);
          default -> undoPaeth(filtered, from, row, previous, length, distance);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void undoUp(byte[] filtered, int from, byte[] row, byte[] previous, int length) {
    for (int i = 0; i < length; i++) {
      row[i] = (byte) (filtered[from + i] + previous[i]);
    }
  }

  private static void undoSub(byte[] filtered, int from, byte[] row, int length, int distance) {
    int head = Math.min(distance, length);
    System.arraycopy(filtered, from, row, 0, head);
    for (int i = head; i < length; i++) {
      row[i] = (byte) (filtered[from + i] + row[i - distance]);
    }
  }

  private static void undoAverage(
      byte[] filtered, int from, byte[] row, byte[] previous, int length, int distance) {
    int head = Math.min(distance, length);
    for (int i = 0; i < head; i++) {
      row[i] = (byte) (filtered[from + i] + ((previous[i] & 0xFF) >> 1));
    }
    for (int i = head; i < length; i++) {
      int average = ((row[i - distance] & 0xFF) + (previous[i] & 0xFF)) >> 1;
      row[i] = (byte) (filtered[from + i] + average);
    }
  }

  private static void undoPaeth(
      byte[] filtered, int from, byte[] row, byte[] previous, int length, int distance) {
    int head = Math.min(distance, length);
    for (int i = 0; i < head; i++) {
      row[i] = (byte) (filtered[from + i] + previous[i]);
    }
    for (int i = head; i < length; i++) {
      int predicted =
          paeth(row[i - distance] & 0xFF, previous[i] & 0xFF, previous[i - distance] & 0xFF);
      row[i] = (byte) (filtered[from + i] + predicted);
    }
  }

  /**
   * The neighbour that is nearest to left + up - corner; ties go to left, then to up. That is the
   * corner where it lies between the others' thirds, else the one at the other side of it.
   */
  static int paeth(int left, int up, int corner) {
    int threshold = 3 * corner - up - left;
    int lower = Math.min(left, up);
    int upper = Math.max(left, up);
    int nearest = upper <= threshold ? lower : corner;
    return threshold <= lower ? upper : nearest;
  }
}
