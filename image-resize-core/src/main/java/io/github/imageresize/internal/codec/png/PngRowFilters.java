package io.github.imageresize.internal.codec.png;

/**
 * Chooses a row's filter by the smallest sum of absolute differences, as ISO/IEC 15948 clause 12.8
 * recommends, over a sample of its pixels.
 */
final class PngRowFilters {
  /** Of so many pixels one is looked at: to look at all makes no smaller files. */
  private static final int SAMPLED = 4;

  private final int length;
  private final int distance;
  private final byte[] filtered;

  /**
   * Filters for rows of one kind.
   *
   * @param length bytes of a row
   * @param distance bytes of a pixel
   */
  PngRowFilters(int length, int distance) {
    this.length = length;
    this.distance = distance;
    filtered = new byte[length + 1];
  }

  /** The row with its filter's number before it; valid until the next call. */
  byte[] best(byte[] row, byte[] previous) {
    int filter = cheapest(row, previous);
    filtered[0] = (byte) filter;
    switch (filter) {
      case PngFilter.SUB -> sub(row, filtered);
      case PngFilter.UP -> up(row, previous, filtered);
      case PngFilter.AVERAGE -> average(row, previous, filtered);
      case PngFilter.PAETH -> paeth(row, previous, filtered);
      default -> System.arraycopy(row, 0, filtered, 1, length);
    }
    return filtered;
  }

  /** The filter of the smallest sum; of equal ones the first, which is simplest to undo. */
  private int cheapest(byte[] row, byte[] previous) {
    long none = 0;
    long sub = 0;
    long up = 0;
    long average = 0;
    long paeth = 0;
    for (int pixel = distance; pixel < length; pixel += SAMPLED * distance) {
      for (int i = pixel; i < Math.min(pixel + distance, length); i++) {
        int value = row[i];
        int left = row[i - distance] & 0xFF;
        int above = previous[i] & 0xFF;
        int corner = previous[i - distance] & 0xFF;
        none += Math.abs(value);
        sub += Math.abs((byte) (value - left));
        up += Math.abs((byte) (value - above));
        average += Math.abs((byte) (value - ((left + above) >> 1)));
        paeth += Math.abs((byte) (value - PngFilter.paeth(left, above, corner)));
      }
    }
    long[] costs = {none, sub, up, average, paeth};
    int cheapest = PngFilter.NONE;
    for (int filter = PngFilter.SUB; filter <= PngFilter.PAETH; filter++) {
      if (costs[filter] < costs[cheapest]) {
        cheapest = filter;
      }
    }
    return cheapest;
  }

  private void sub(byte[] row, byte[] out) {
    int head = Math.min(distance, length);
    System.arraycopy(row, 0, out, 1, head);
    for (int i = head; i < length; i++) {
      out[i + 1] = (byte) (row[i] - row[i - distance]);
    }
  }

  private void up(byte[] row, byte[] previous, byte[] out) {
    for (int i = 0; i < length; i++) {
      out[i + 1] = (byte) (row[i] - previous[i]);
    }
  }

  private void average(byte[] row, byte[] previous, byte[] out) {
    int head = Math.min(distance, length);
    for (int i = 0; i < head; i++) {
      out[i + 1] = (byte) (row[i] - ((previous[i] & 0xFF) >> 1));
    }
    for (int i = head; i < length; i++) {
      int average = ((row[i - distance] & 0xFF) + (previous[i] & 0xFF)) >> 1;
      out[i + 1] = (byte) (row[i] - average);
    }
  }

  private void paeth(byte[] row, byte[] previous, byte[] out) {
    int head = Math.min(distance, length);
    for (int i = 0; i < head; i++) {
      out[i + 1] = (byte) (row[i] - previous[i]);
    }
    for (int i = head; i < length; i++) {
      int predicted =
          PngFilter.paeth(
              row[i - distance] & 0xFF, previous[i] & 0xFF, previous[i - distance] & 0xFF);
      out[i + 1] = (byte) (row[i] - predicted);
    }
  }
}
