package io.github.imageresize.internal.codec.webp;

/** Reads bits, the least significant of each byte first. */
final class PrefixBits {
  private final byte[] bytes;
  private final int end;
  private int at;
  private int bit;

  /** The bits have ended, or can't be what they should be: libwebp goes no further either. */
  static final class EndException extends Exception {
    private static final long serialVersionUID = 1;

    EndException() {
      super("no further", null, false, false);
    }
  }

  PrefixBits(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  /** The next bits, of which there are at most 16, as a number. */
  int read(int count) throws EndException {
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (at >= end) {
        throw new EndException();
      }
      value |= ((bytes[at] >> bit) & 1) << i;
      at += (bit + 1) >> 3;
      bit = (bit + 1) & 7;
    }
    return value;
  }
}
