package io.github.imageresize.internal.codec.gif;

/** Decompresses a frame's colour indices (GIF89a appendix F: LZW of variable code size). */
final class GifPixels {
  static final int MOST_CODES = 4096;
  static final int LONGEST_CODE = 12;

  private final GifCodes data;
  private final int clearCode;
  private final int firstCodeSize;
  private final short[] prefixes = new short[MOST_CODES];
  private final byte[] suffixes = new byte[MOST_CODES];

  /** Indices of the last code that were not asked for yet, the next one on top. */
  private final byte[] pending = new byte[MOST_CODES + 1];

  private int pendingCount;
  private boolean ended;
  private int codeSize;
  private int codes;
  private int previous = -1;
  private int firstOfPrevious;

  GifPixels(byte[] gif, int start) {
    int size = gif[start] & 0xFF;
    clearCode = 1 << size;
    firstCodeSize = size + 1;
    for (int i = 0; i < clearCode; i++) {
      suffixes[i] = (byte) i;
    }
    data = new GifCodes(gif, start + 1);
    clear();
  }

  private void clear() {
    codeSize = firstCodeSize;
    codes = clearCode + 2;
    previous = -1;
  }

  /**
   * Fills {@code row} with the next indices.
   *
   * @return how many there are; fewer than the row has if the data end or are damaged
   */
  int read(byte[] row) {
    int filled = 0;
    while (filled < row.length) {
      if (pendingCount == 0) {
        decodeCode();
        if (ended) {
          return filled;
        }
      }
      int count = Math.min(pendingCount, row.length - filled);
      for (int i = 0; i < count; i++) {
        row[filled++] = pending[--pendingCount];
      }
    }
    return filled;
  }

  private void decodeCode() {
    int code = ended ? GifCodes.NONE : data.next(codeSize);
    if (code == clearCode) {
      clear();
      return;
    }
    if (code == GifCodes.NONE
        || code == clearCode + 1
        || code > codes
        || (code == codes && previous < 0)) {
      ended = true;
      return;
    }
    int rest = code;
    if (code == codes) {
      pending[pendingCount++] = (byte) firstOfPrevious;
      rest = previous;
    }
    while (rest >= clearCode) {
      pending[pendingCount++] = suffixes[rest];
      rest = prefixes[rest];
    }
    pending[pendingCount++] = (byte) rest;
    addCode(rest);
    previous = code;
    firstOfPrevious = rest;
  }

  private void addCode(int first) {
    if (previous >= 0 && codes < MOST_CODES) {
      prefixes[codes] = (short) previous;
      suffixes[codes] = (byte) first;
      codes++;
    }
    // With one bit a pixel, that is so as soon as the first code was read.
    if (codes == 1 << codeSize && codeSize < LONGEST_CODE) {
      codeSize++;
    }
  }
}
