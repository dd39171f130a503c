package io.github.imageresize.internal.codec.jpeg.encode;

import io.github.imageresize.Deadline;
import io.github.imageresize.internal.codec.jpeg.ZigZag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Huffman symbols of a scan with the bits that follow them, kept until all are counted and the
 * best code for them is known.
 *
 * <p>A token packs the table (0..3) and the symbol in its upper half and the following bits, whose
 * number is the symbol's size, in its lower half. Bits that belong to no symbol are tokens of one
 * table more, whose symbol n has no code and is followed by n bits. Chunks are never copied.
 */
final class TokenStream {
  /** ZRL: sixteen zeros, more to come. */
  static final int SIXTEEN_ZEROS = 0xF0;

  /** The most bits that follow a symbol or none. */
  static final int MOST_BITS = 16;

  private static final int END_OF_BLOCK = 0;
  private static final int MOST_TOKENS_OF_BLOCK = ZigZag.LENGTH + 1;
  private static final int CHUNK = 1 << 14;
  private static final int SYMBOLS = 256;

  private final List<int[]> full = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private final int[][] frequencies;
  private int[] chunk = new int[CHUNK];
  private int used;

  /** An empty stream for a number of tables, 0..4. */
  TokenStream(int tables) {
    frequencies = new int[tables][SYMBOLS];
  }

  /**
   * Appends a symbol.
   *
   * @param table 0..3
   * @param symbol 0..255
   * @param bits what follows, at most 16 bits
   */
  void add(int table, int symbol, int bits) {
    frequencies[table][symbol]++;
    append(table, symbol, bits);
  }

  /**
   * Appends bits as they are.
   *
   * @param bits the value of all of them
   * @param count 1..16
   */
  void addBits(int bits, int count) {
    append(frequencies.length, count, bits);
  }

  private void append(int table, int symbol, int bits) {
    if (used == CHUNK) {
      startChunk();
    }
    chunk[used++] = (table << 8 | symbol) << 16 | bits;
  }

  private void startChunk() {
    full.add(chunk);
    lengths.add(used);
    chunk = new int[CHUNK];
    used = 0;
  }

  /**
   * Appends a block of a sequential scan. The same as {@link #addDc}, {@link #addAc} and an end of
   * block, but in one loop with one look at the room that is left.
   *
   * @param table of the DC difference; that of the AC coefficients is the next
   * @param difference of the DC coefficient
   */
  void addBlock(int table, int difference, QuantizedBlocks row, int block) {
    if (used > CHUNK - MOST_TOKENS_OF_BLOCK) {
      startChunk();
    }
    addDc(table, difference);
    int[] counts = frequencies[table + 1];
    int[] tokens = chunk;
    int at = used;
    int prefix = (table + 1) << 8;
    long rest = row.nonZero(block);
    int last = 0;
    while (rest != 0) {
      int k = Long.numberOfTrailingZeros(rest);
      int zeros = k - last - 1;
      while (zeros > 15) {
        counts[SIXTEEN_ZEROS]++;
        tokens[at++] = (prefix | SIXTEEN_ZEROS) << 16;
        zeros -= 16;
      }
      int value = row.value(k, block);
      int size = sizeOf(value);
      int symbol = zeros << 4 | size;
      counts[symbol]++;
      tokens[at++] = (prefix | symbol) << 16 | bitsOf(value, size);
      last = k;
      rest &= rest - 1;
    }
    if (last != ZigZag.LENGTH - 1) {
      counts[END_OF_BLOCK]++;
      tokens[at++] = (prefix | END_OF_BLOCK) << 16;
    }
    used = at;
  }

  /** Appends the difference of a DC coefficient (T.81 F.1.2.1). */
  void addDc(int table, int difference) {
    int size = sizeOf(difference);
    add(table, size, bitsOf(difference, size));
  }

  /** Appends an AC coefficient that is not zero after a run of zeros (F.1.2.2). */
  void addAc(int table, int zeros, int value) {
    int run = zeros;
    while (run > 15) {
      add(table, SIXTEEN_ZEROS, 0);
      run -= 16;
    }
    int size = sizeOf(value);
    add(table, run << 4 | size, bitsOf(value, size));
  }

  private static int sizeOf(int value) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(value));
  }

  private static int bitsOf(int value, int size) {
    return (value < 0 ? value - 1 : value) & ((1 << size) - 1);
  }

  /** How often each symbol of a table occurs. */
  int[] frequencies(int table) {
    return Arrays.copyOf(frequencies[table], SYMBOLS);
  }

  /** Tables that tokens may belong to. */
  int tables() {
    return frequencies.length;
  }

  /** Writes all tokens, if there is time for it. */
  void writeTo(JpegOutput out, HuffmanCode[] codes, Deadline deadline) {
    int bitsTable = codes.length * SYMBOLS;
    int[] words = new int[bitsTable + MOST_BITS + 1];
    for (int table = 0; table < codes.length; table++) {
      System.arraycopy(codes[table].words(), 0, words, table * SYMBOLS, SYMBOLS);
    }
    for (int count = 1; count <= MOST_BITS; count++) {
      words[bitsTable + count] = HuffmanCode.wordWithoutCode(count);
    }
    for (int i = 0; i < full.size(); i++) {
      deadline.check();
      out.write(full.get(i), lengths.get(i), words);
    }
    out.write(chunk, used, words);
  }
}
