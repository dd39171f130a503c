package io.github.imageresize.codec.gif;

import io.github.imageresize.codec.BadImage;

/** Decompresses a frame's colour indices (GIF89a appendix F: LZW of variable code size). */
final class GifPixels {
  private static final int MOST_CODES = 4096;

  private final byte[] gif;
  private final int clearCode;
  private final int firstCodeSize;
  private final short[] prefixes = new short[MOST_CODES];
  private final byte[] suffixes = new byte[MOST_CODES];

  /** Indices of the last code that were not asked for yet, the next one on top. */
  private final byte[] pending = new byte[MOST_CODES + 1];

  private int pendingCount;
  private int at;
  private int blockLeft;
  private int bits;
  private int bitCount;
  private int codeSize;
  private int codes;
  private int previous = -1;
  private int firstOfPrevious;

  GifPixels(byte[] gif, int start) {
    this.gif = gif;
    int size = gif[start] & 0xFF;
    if (size < 1 || size > 8) {
      throw BadImage.corrupt("GIF code size must be 1..8, but is " + size);
    }
    clearCode = 1 << size;
    firstCodeSize = size + 1;
    for (int i = 0; i < clearCode; i++) {
      suffixes[i] = (byte) i;
    }
    at = start + 1;
    clear();
  }

  private void clear() {
    codeSize = firstCodeSize;
    codes = clearCode + 2;
    previous = -1;
  }

  /** Fills {@code row} with the next indices; a frame that has fewer is corrupt. */
  void read(byte[] row) {
    int filled = 0;
    while (filled < row.length) {
      if (pendingCount == 0) {
        decodeCode();
      }
      int count = Math.min(pendingCount, row.length - filled);
      for (int i = 0; i < count; i++) {
        row[filled++] = pending[--pendingCount];
      }
    }
  }

  private void decodeCode() {
    int code = nextCode();
    if (code == clearCode) {
      clear();
      return;
    }
    if (code == clearCode + 1 || code > codes || (code == codes && previous < 0)) {
      throw BadImage.corrupt(
          code == clearCode + 1
              ? "GIF frame has fewer pixels than its header says"
              : "GIF pixels are damaged: code " + code + " of " + codes);
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
      if (codes == 1 << codeSize && codeSize < 12) {
        codeSize++;
      }
    }
  }

  private int nextCode() {
    while (bitCount < codeSize) {
      bits |= nextByte() << bitCount;
      bitCount += 8;
    }
    int code = bits & ((1 << codeSize) - 1);
    bits >>>= codeSize;
    bitCount -= codeSize;
    return code;
  }

  private int nextByte() {
    if (blockLeft == 0) {
      blockLeft = at < gif.length ? gif[at++] & 0xFF : 0;
    }
    if (blockLeft == 0 || at >= gif.length) {
      throw BadImage.corrupt("GIF frame has fewer pixels than its header says");
    }
    blockLeft--;
    return gif[at++] & 0xFF;
  }
}
