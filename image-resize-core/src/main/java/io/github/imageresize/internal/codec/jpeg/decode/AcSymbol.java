package io.github.imageresize.internal.codec.jpeg.decode;

/**
 * A symbol of an AC table, packed in an int: bits in all (code and value) + the advance &lt;&lt; 8
 * + the code's length &lt;&lt; 16 + the value's size &lt;&lt; 24. The advance is by how many places
 * the coefficient index moves, the coefficient itself included.
 *
 * <p>An end of block advances by {@link #END_OF_BLOCK}, which leaves the block from wherever it
 * stands. In progressive scans a run of 2^r blocks that end (EOBr, T.81 G.1.2.2) advances by {@link
 * #END_OF_BLOCK} + r.
 */
final class AcSymbol {
  /** More than any index can still advance. */
  static final int END_OF_BLOCK = 64;

  private static final int SIXTEEN_ZEROS = 15;

  private AcSymbol() {}

  static int pack(int codeLength, int symbol, boolean progressive) {
    int run = symbol >> 4;
    int size = symbol & 15;
    int advance = run + 1;
    if (size == 0 && run != SIXTEEN_ZEROS) {
      advance = progressive ? END_OF_BLOCK + run : END_OF_BLOCK;
    }
    return codeLength + size | advance << 8 | codeLength << 16 | size << 24;
  }

  /** Packs what {@link HuffmanTable#decode} found. */
  static int ofDecoded(int decoded, boolean progressive) {
    return pack(decoded >> 8, decoded & 0xFF, progressive);
  }

  static int bits(int symbol) {
    return symbol & 0xFF;
  }

  static int advance(int symbol) {
    return symbol >> 8 & 0xFF;
  }

  static int codeLength(int symbol) {
    return symbol >> 16 & 0xFF;
  }

  static int size(int symbol) {
    return symbol >>> 24;
  }

  /**
   * EXTEND (T.81 F.2.2.1) without a branch: the signed value of the first {@code size} bits.
   *
   * @param bits left-aligned
   * @param size 0..15
   */
  static int extend(long bits, int size) {
    int magnitude = (int) (bits >>> 1 >>> (63 - size));
    int negative = (int) ~(bits >> 63);
    return magnitude + (negative & ((-1 << size) + 1));
  }
}
