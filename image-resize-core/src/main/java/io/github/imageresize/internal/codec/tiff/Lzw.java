package io.github.imageresize.internal.codec.tiff;

/**
 * TIFF 6.0 section 13: codes of 9 to 12 bits, the highest bit first, whose length grows one code
 * early. Files of libraries from before that have the lowest bit first and grow in time.
 */
final class Lzw implements Decompressor {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST = 258;
  private static final int MOST = 4096;

  private final short[] prefix = new short[MOST];
  private final byte[] suffix = new byte[MOST];
  private final byte[] first = new byte[MOST];
  private final short[] length = new short[MOST];
  private final byte[] string = new byte[MOST];

  private Chunk chunk = new Chunk(new byte[0], 0, 0);
  private int at;
  private boolean lowestFirst;
  private int bits;
  private int bitCount;
  private int width;
  private int next;
  private int previous;
  private boolean ended;

  /** What of {@link #string} was not read yet. */
  private int stringAt;

  private int stringEnd;

  Lzw() {
    for (int i = 0; i < CLEAR; i++) {
      suffix[i] = (byte) i;
      first[i] = (byte) i;
      length[i] = 1;
    }
  }

  @Override
  public void open(Chunk opened) {
    chunk = opened;
    at = opened.from();
    // The first code is to clear the table: 0x80 0x00, or 0x00 and an odd byte the other way.
    lowestFirst =
        opened.to() - at >= 2 && opened.bytes()[at] == 0 && (opened.bytes()[at + 1] & 1) == 1;
    bits = 0;
    bitCount = 0;
    ended = false;
    stringAt = 0;
    stringEnd = 0;
    clear();
  }

  private void clear() {
    width = 9;
    next = FIRST;
    previous = -1;
  }

  @Override
  public int read(byte[] out, int offset, int count) {
    int to = offset;
    int end = offset + count;
    while (to < end) {
      if (stringAt < stringEnd) {
        int part = Math.min(stringEnd - stringAt, end - to);
        System.arraycopy(string, stringAt, out, to, part);
        stringAt += part;
        to += part;
      } else if (!nextString()) {
        break;
      }
    }
    return to - offset;
  }

  private boolean nextString() {
    if (ended) {
      return false;
    }
    int code = code();
    while (code == CLEAR) {
      clear();
      code = code();
    }
    if (code < 0 || code == END || code > next || (code >= CLEAR && previous < 0)) {
      ended = true;
      return false;
    }
    if (previous >= 0 && next < MOST) {
      prefix[next] = (short) previous;
      first[next] = first[previous];
      suffix[next] = code == next ? first[previous] : first[code];
      length[next] = (short) (length[previous] + 1);
      next++;
      if (next + (lowestFirst ? 0 : 1) >= 1 << width && width < 12) {
        width++;
      }
    } else if (code >= next) {
      ended = true;
      return false;
    }
    previous = code;
    spell(code);
    return true;
  }

  private void spell(int code) {
    stringAt = 0;
    stringEnd = length[code];
    int symbol = code;
    for (int i = stringEnd - 1; i >= 0; i--) {
      string[i] = suffix[symbol];
      symbol = prefix[symbol];
    }
  }

  private int code() {
    while (bitCount < width) {
      if (at >= chunk.to()) {
        return -1;
      }
      int next8 = chunk.bytes()[at++] & 0xFF;
      bits = lowestFirst ? bits | (next8 << bitCount) : (bits << 8) | next8;
      bitCount += 8;
    }
    bitCount -= width;
    int code;
    if (lowestFirst) {
      code = bits & ((1 << width) - 1);
      bits >>>= width;
    } else {
      code = (bits >>> bitCount) & ((1 << width) - 1);
    }
    return code;
  }
}
