package io.github.imageresize.codec.png;

/**
 * Chooses a row's filter by the smallest sum of absolute differences, as ISO/IEC 15948 clause 12.8
 * recommends.
 */
final class PngRowFilters {
  private final int length;
  private final int distance;
  private final byte[][] filtered = new byte[5][];

  /**
   * Filters for rows of one kind.
   *
   * @param length bytes of a row
   * @param distance bytes of a pixel
   */
  PngRowFilters(int length, int distance) {
    this.length = length;
    this.distance = distance;
    for (int filter = 0; filter < filtered.length; filter++) {
      filtered[filter] = new byte[length + 1];
      filtered[filter][0] = (byte) filter;
    }
  }

  /** The row with its filter's number before it; valid until the next call. */
  byte[] best(byte[] row, byte[] previous) {
    System.arraycopy(row, 0, filtered[PngFilter.NONE], 1, length);
    sub(row, filtered[PngFilter.SUB]);
    up(row, previous, filtered[PngFilter.UP]);
    average(row, previous, filtered[PngFilter.AVERAGE]);
    paeth(row, previous, filtered[PngFilter.PAETH]);
    byte[] best = filtered[PngFilter.NONE];
    long least = cost(best, Long.MAX_VALUE);
    for (int filter = PngFilter.SUB; filter <= PngFilter.PAETH; filter++) {
      long cost = cost(filtered[filter], least);
      if (cost < least) {
        least = cost;
        best = filtered[filter];
      }
    }
    return best;
  }

  /** The sum, or at least {@code enough} as soon as it is more than that. */
  private long cost(byte[] candidate, long enough) {
    long total = 0;
    for (int from = 1; from <= length && total < enough; from += 256) {
      int sum = 0;
      for (int i = from; i < Math.min(from + 256, length + 1); i++) {
        sum += Math.abs(candidate[i]);
      }
      total += sum;
    }
    return total;
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
