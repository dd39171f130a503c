package io.github.imageresize.internal.codec.gif;

/** Decompresses a frame's colour indices (GIF89a appendix F: LZW of variable code size). */
final class GifPixels {
  static final int MOST_CODES = 4096;
  static final int LONGEST_CODE = 12;

  private final GifCodes data;
  private final int clearCode;
  private final int firstCodeSize;

  /** By code, the code of all but the last index, that index, the first one, and the length. */
  private final short[] prefixes = new short[MOST_CODES];

  private final byte[] suffixes = new byte[MOST_CODES];
  private final byte[] firsts = new byte[MOST_CODES];
  private final short[] lengths = new short[MOST_CODES];

  /** The indices that did not fit into the row that was asked for. */
  private final byte[] pending = new byte[MOST_CODES];

  private int pendingAt;
  private int pendingEnd;
  private boolean ended;
  private int codeSize;
  private int codes;
  private int previous = -1;

  GifPixels(byte[] gif, int start) {
    int size = gif[start] & 0xFF;
    clearCode = 1 << size;
    firstCodeSize = size + 1;
    for (int i = 0; i < clearCode; i++) {
      suffixes[i] = (byte) i;
      firsts[i] = (byte) i;
      lengths[i] = 1;
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
    int filled = Math.min(pendingEnd - pendingAt, row.length);
    System.arraycopy(pending, pendingAt, row, 0, filled);
    pendingAt += filled;
    while (filled < row.length) {
      int code = nextString();
      if (code < 0) {
        break;
      }
      int length = lengths[code];
      if (length <= row.length - filled) {
        spell(code, row, filled + length);
        filled += length;
      } else {
        spell(code, pending, length);
        pendingAt = row.length - filled;
        pendingEnd = length;
        System.arraycopy(pending, 0, row, filled, pendingAt);
        filled = row.length;
      }
    }
    return filled;
  }

  /** The code of the string that comes next; -1 if none does. */
  private int nextString() {
    int code = ended ? GifCodes.NONE : data.next(codeSize);
    while (code == clearCode) {
      clear();
      code = data.next(codeSize);
    }
    if (code == GifCodes.NONE
        || code == clearCode + 1
        || code > codes
        || (code == codes && previous < 0)) {
      ended = true;
      return -1;
    }
    addCode(firsts[code == codes ? previous : code]);
    previous = code;
    return code;
  }

  private void addCode(byte last) {
    if (previous >= 0 && codes < MOST_CODES) {
      prefixes[codes] = (short) previous;
      suffixes[codes] = last;
      firsts[codes] = firsts[previous];
      lengths[codes] = (short) (lengths[previous] + 1);
      codes++;
    }
    // With one bit a pixel, that is so as soon as the first code was read.
    if (codes == 1 << codeSize && codeSize < LONGEST_CODE) {
      codeSize++;
    }
  }

  /** Writes a string from its end backwards. */
  private void spell(int code, byte[] out, int end) {
    int rest = code;
    for (int i = end - 1, begin = end - lengths[code]; i > begin; i--) {
      out[i] = suffixes[rest];
      rest = prefixes[rest];
    }
    out[end - lengths[code]] = (byte) rest;
  }
}
