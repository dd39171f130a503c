package io.github.imageresize.internal.codec.gif;

/** The bits of a frame's sub-blocks, as codes, as far as they go. Not thread-safe. */
final class GifCodes {
  static final int NONE = -1;

  private final byte[] gif;
  private int at;
  private int blockLeft;
  private int bits;
  private int bitCount;

  /** Begins at the first sub-block. */
  GifCodes(byte[] gif, int start) {
    this.gif = gif;
    at = start;
  }

  /** The next code of so many bits, or {@link #NONE} if there are fewer left. */
  int next(int size) {
    while (bitCount < size) {
      if (blockLeft == 0) {
        blockLeft = at < gif.length ? gif[at++] & 0xFF : 0;
      }
      if (blockLeft == 0 || at >= gif.length) {
        return NONE;
      }
      blockLeft--;
      bits |= (gif[at++] & 0xFF) << bitCount;
      bitCount += 8;
    }
    int code = bits & ((1 << size) - 1);
    bits >>>= size;
    bitCount -= size;
    return code;
  }
}
