package io.github.imageresize.internal.codec.jpeg.decode;

import java.util.Arrays;

/**
 * Finds the symbols before differences of DC coefficients (T.81 F.2.2.1). A symbol packs bits in
 * all, those of the code and those of the difference, + the difference's size &lt;&lt; 8.
 */
final class DcSymbolTable {
  private static final int LOOKUP_BITS = 10;

  private final HuffmanTable huffman;
  private final short[] lookup = new short[1 << LOOKUP_BITS];

  DcSymbolTable(HuffmanTable huffman) {
    this.huffman = huffman;
    huffman.forEachCode(
        LOOKUP_BITS,
        (length, symbol, from, to) -> Arrays.fill(lookup, from, to, (short) pack(length, symbol)));
  }

  private static int pack(int length, int symbol) {
    int size = symbol & 15;
    return length + size | size << 8;
  }

  /**
   * The symbol that bits begin with.
   *
   * @param bits left-aligned
   */
  int find(long bits) {
    int symbol = lookup[(int) (bits >>> (Long.SIZE - LOOKUP_BITS))];
    return symbol != 0 ? symbol : ofLongCode(bits);
  }

  private int ofLongCode(long bits) {
    int decoded = huffman.decode(bits);
    return pack(decoded >> 8, decoded & 0xFF);
  }

  static int bits(int symbol) {
    return symbol & 0xFF;
  }

  /** The difference that follows a symbol with which bits begin. */
  static int difference(int symbol, long bits) {
    int size = symbol >> 8;
    return AcSymbol.extend(bits << (bits(symbol) - size), size);
  }
}
