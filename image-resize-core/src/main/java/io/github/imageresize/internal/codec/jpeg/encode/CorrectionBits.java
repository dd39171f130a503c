package io.github.imageresize.internal.codec.jpeg.encode;

/**
 * Bits that refine AC coefficients, waiting for the symbol they follow (T.81 G.1.2.3). Not
 * thread-safe.
 */
final class CorrectionBits {
  private final byte[] bits;
  private int count;

  /** No bits yet, and room for a number of them. */
  CorrectionBits(int capacity) {
    bits = new byte[capacity];
  }

  /** How many bits are waiting. */
  int count() {
    return count;
  }

  /** Appends the lowest bit of a number. */
  void add(int bit) {
    bits[count++] = (byte) (bit & 1);
  }

  /** Appends the bits of another, and leaves that one empty. */
  void takeAll(CorrectionBits other) {
    System.arraycopy(other.bits, 0, bits, count, other.count);
    count += other.count;
    other.count = 0;
  }

  /** Moves all bits behind the last symbol of a stream. */
  void moveTo(TokenStream tokens) {
    for (int from = 0; from < count; from += TokenStream.MOST_BITS) {
      int length = Math.min(TokenStream.MOST_BITS, count - from);
      int value = 0;
      for (int i = from; i < from + length; i++) {
        value = value << 1 | bits[i];
      }
      tokens.addBits(value, length);
    }
    count = 0;
  }
}
