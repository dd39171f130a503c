package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.internal.codec.BadImage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A Huffman table (T.81 annex C) and the lookup tables that decoding uses, each made when it is
 * first asked for. Bits are always given left-aligned in a long. Not thread-safe.
 */
public final class HuffmanTable {
  private static final int LONGEST_CODE = 16;

  private final byte[] counts;
  private final byte[] values;

  /** The lowest left-aligned 16-bit code that is longer than the index. */
  private final int[] limits = new int[LONGEST_CODE + 1];

  /** What to add to a code of a length to get its place among the values. */
  private final int[] offsets = new int[LONGEST_CODE + 1];

  private @Nullable DcSymbolTable dcSymbols;
  private int @Nullable [] symbols;
  private int @Nullable [] progressiveSymbols;
  private long @Nullable [] pairs;
  private short @Nullable [] skips;

  /**
   * A table as a DHT segment gives it.
   *
   * @param counts BITS: how many codes there are of each length from 1 to 16
   * @param values HUFFVAL: the symbols in the order of their codes
   */
  public HuffmanTable(byte[] counts, byte[] values) {
    this.counts = counts;
    this.values = values;
    int code = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST_CODE; length++) {
      int count = counts[length - 1] & 0xFF;
      offsets[length] = index - code;
      code += count;
      index += count;
      if (code > 1 << length || index > 256) {
        throw BadImage.corrupt(
            "JPEG has a Huffman table with too many codes of %d bits".formatted(length));
      }
      limits[length] = code << (LONGEST_CODE - length);
      code <<= 1;
    }
  }

  /** Takes a code that is not longer than a lookup table's index. */
  interface CodeVisitor {
    /**
     * A code, which begins every index of a lookup table from {@code from} to before {@code to}.
     */
    void code(int length, int symbol, int from, int to);
  }

  /**
   * Visits the codes that are not longer than a number of bits.
   *
   * @param bits that index the lookup table, so many bits are given to the visitor
   */
  void forEachCode(int bits, CodeVisitor visitor) {
    int code = 0;
    int index = 0;
    for (int length = 1; length <= Math.min(bits, LONGEST_CODE); length++) {
      for (int i = 0; i < (counts[length - 1] & 0xFF); i++) {
        int shift = bits - length;
        visitor.code(length, values[index++] & 0xFF, code << shift, (code + 1) << shift);
        code++;
      }
      code <<= 1;
    }
  }

  /**
   * Decodes a code of any length, bit by bit: the way for what no lookup table holds (F.2.2.3).
   *
   * @return the code's length * 256 + the symbol; a code that the table does not have counts as 16
   *     bits with the symbol 0
   */
  public int decode(long bits) {
    int code = (int) (bits >>> (64 - LONGEST_CODE));
    for (int length = 1; length <= LONGEST_CODE; length++) {
      if (code < limits[length]) {
        int index = (code >>> (LONGEST_CODE - length)) + offsets[length];
        return length << 8 | (values[index] & 0xFF);
      }
    }
    return LONGEST_CODE << 8;
  }

  /** The symbols of DC coefficients. */
  DcSymbolTable dcSymbols() {
    DcSymbolTable table = dcSymbols;
    if (table == null) {
      table = new DcSymbolTable(this);
      dcSymbols = table;
    }
    return table;
  }

  /** Symbols of a sequential scan, for {@link AcSymbolTable#find}. */
  int[] symbols() {
    int[] table = symbols;
    if (table == null) {
      table = AcSymbolTable.of(this, false);
      symbols = table;
    }
    return table;
  }

  /** Symbols of a progressive scan, for {@link AcSymbolTable#find}. */
  int[] progressiveSymbols() {
    int[] table = progressiveSymbols;
    if (table == null) {
      table = AcSymbolTable.of(this, true);
      progressiveSymbols = table;
    }
    return table;
  }

  /** The symbol of a sequential scan that bits begin with. */
  int symbol(long bits) {
    return AcSymbolTable.find(symbols(), bits);
  }

  /** See {@link CoefficientPairs}. */
  long[] pairs() {
    long[] table = pairs;
    if (table == null) {
      table = CoefficientPairs.table(symbols());
      pairs = table;
    }
    return table;
  }

  /** See {@link CoefficientSkips}. */
  short[] skips() {
    short[] table = skips;
    if (table == null) {
      byte[] lengths = new byte[1 << CoefficientSkips.BITS];
      byte[] symbolOf = new byte[1 << CoefficientSkips.BITS];
      forEachCode(
          CoefficientSkips.BITS,
          (length, symbol, from, to) -> {
            Arrays.fill(lengths, from, to, (byte) length);
            Arrays.fill(symbolOf, from, to, (byte) symbol);
          });
      table = CoefficientSkips.table(lengths, symbolOf);
      skips = table;
    }
    return table;
  }
}
