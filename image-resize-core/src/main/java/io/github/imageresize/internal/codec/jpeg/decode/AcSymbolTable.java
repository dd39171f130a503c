package io.github.imageresize.internal.codec.jpeg.decode;

import java.util.Arrays;

/**
 * Finds AC symbols by lookup alone. The next {@link #FIRST_BITS} bits index the first level; where
 * codes are longer, its entry points to a second level for the bits that a code can still have.
 * Tables that are not optimised for their image, such as those of annex K, use such codes often.
 */
final class AcSymbolTable {
  /** Bits that index the first level. */
  static final int FIRST_BITS = 10;

  private static final int SECOND_BITS = 16 - FIRST_BITS;

  private AcSymbolTable() {}

  /**
   * Makes a table of symbols as {@link AcSymbol} packs them, which {@link #find} reads.
   *
   * @param huffman the code
   * @param progressive whether ends of blocks may stand for several blocks
   */
  static int[] of(HuffmanTable huffman, boolean progressive) {
    int[] table = new int[1 << FIRST_BITS];
    huffman.forEachCode(
        FIRST_BITS,
        (length, symbol, from, to) ->
            Arrays.fill(table, from, to, AcSymbol.pack(length, symbol, progressive)));
    int longPrefixes = 0;
    for (int entry : table) {
      longPrefixes += entry == 0 ? 1 : 0;
    }
    int[] both = Arrays.copyOf(table, table.length + (longPrefixes << SECOND_BITS));
    int next = table.length;
    for (int prefix = 0; prefix < table.length; prefix++) {
      if (table[prefix] == 0) {
        both[prefix] = -next;
        for (int rest = 0; rest < 1 << SECOND_BITS; rest++) {
          long bits = (long) (prefix << SECOND_BITS | rest) << (Long.SIZE - 16);
          both[next++] = AcSymbol.ofDecoded(huffman.decode(bits), progressive);
        }
      }
    }
    return both;
  }

  /**
   * The symbol that bits begin with.
   *
   * @param table made by {@link #of}
   * @param bits left-aligned
   */
  static int find(int[] table, long bits) {
    int entry = table[(int) (bits >>> (Long.SIZE - FIRST_BITS))];
    return entry > 0
        ? entry
        : table[(int) (bits << FIRST_BITS >>> (Long.SIZE - SECOND_BITS)) - entry];
  }
}
