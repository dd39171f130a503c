package io.github.imageresize.internal.codec.jpeg.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The best Huffman code of at most 16 bits for symbols of known frequencies (T.81 annex K.2). */
final class HuffmanCode {
  private static final int LONGEST = 16;
  private static final int SYMBOLS = 256;

  /** A symbol beside the 256, which takes the code of all ones, that must not be used. */
  private static final int RESERVED = SYMBOLS;

  /** How far up the frequency stands above the symbol. */
  private static final int WEIGHT = 9;

  private static final int SYMBOL_MASK = (1 << WEIGHT) - 1;

  private final int[] counts = new int[LONGEST + 1];
  private final byte[] values;
  private final int[] words = new int[SYMBOLS];

  private HuffmanCode(int[] lengths, int[] countsByLength) {
    System.arraycopy(countsByLength, 0, counts, 0, counts.length);
    List<Integer> symbols = new ArrayList<>();
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      if (lengths[symbol] > 0) {
        symbols.add(symbol);
      }
    }
    symbols.sort(Comparator.comparingInt(symbol -> lengths[symbol]));
    values = new byte[symbols.size()];
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      for (int i = 0; i < counts[length]; i++) {
        int symbol = symbols.get(index);
        values[index++] = (byte) symbol;
        words[symbol] = code++ << 10 | followingBits(symbol) << 5 | length;
      }
      code <<= 1;
    }
  }

  /** The size of the value, or of the run's remainder for an end of several blocks (G.1.2.2). */
  private static int followingBits(int symbol) {
    int run = symbol >> 4;
    int size = symbol & 15;
    return size == 0 && run < 15 ? run : size;
  }

  /** Makes the code for 256 frequencies; symbols that do not occur get none. */
  static HuffmanCode of(int[] frequencies) {
    long[] leaves = sortedLeaves(frequencies);
    long[] weights = new long[leaves.length];
    for (int i = 0; i < leaves.length; i++) {
      weights[i] = leaves[i] >>> WEIGHT;
    }
    int[] depths = new HuffmanTree(weights).depths();
    int[] lengths = new int[SYMBOLS + 1];
    for (int i = 0; i < leaves.length; i++) {
      int symbol = (int) (leaves[i] & SYMBOL_MASK) - 1;
      lengths[symbol < 0 ? RESERVED : symbol] = depths[i];
    }
    return new HuffmanCode(lengths, limited(lengths));
  }

  /**
   * Frequencies above symbols, from 1 on, of those that occur; the reserved symbol, 0, is first.
   */
  private static long[] sortedLeaves(int[] frequencies) {
    long[] leaves = new long[SYMBOLS + 1];
    int count = 1;
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      if (frequencies[symbol] > 0) {
        leaves[count++] = (long) frequencies[symbol] << WEIGHT | symbol + 1;
      }
    }
    Arrays.sort(leaves, 0, count);
    return Arrays.copyOf(leaves, count);
  }

  /** The number of codes of each length, none longer than 16 (K.2, figure K.3). */
  private static int[] limited(int[] lengths) {
    int[] counts = new int[SYMBOLS + 1];
    for (int length : lengths) {
      counts[length]++;
    }
    counts[0] = 0;
    for (int length = SYMBOLS; length > LONGEST; length--) {
      while (counts[length] > 0) {
        int shorter = length - 2;
        while (counts[shorter] == 0) {
          shorter--;
        }
        counts[length] -= 2;
        counts[length - 1]++;
        counts[shorter + 1] += 2;
        counts[shorter]--;
      }
    }
    int longest = LONGEST;
    while (longest > 0 && counts[longest] == 0) {
      longest--;
    }
    counts[longest]--; // the reserved one
    return counts;
  }

  /** BITS: how many codes there are of each length from 1 to 16, at these indices. */
  int[] counts() {
    return counts;
  }

  /** HUFFVAL: the symbols by code. */
  byte[] values() {
    return values;
  }

  /**
   * For each symbol its code &lt;&lt; 10 + the number of bits that follow it &lt;&lt; 5 + the
   * code's length.
   */
  int[] words() {
    return words;
  }

  /** What {@link #words} would hold for bits that follow no code. */
  static int wordWithoutCode(int followingBits) {
    return followingBits << 5;
  }
}
