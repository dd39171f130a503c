package io.github.imageresize.internal.deflate;

import java.util.Arrays;

/**
 * Looks codes of up to 15 bits up by the next bits of the input: first by a number of bits that
 * most codes do not exceed, then, for longer ones, in a table of their own. The entries' upper bits
 * are those of {@link Symbols}; the lowest six are the bits that an entry uses up, or for a table
 * of longer codes, how many bits select in it.
 */
final class DecodingTable {
  static final int LONGEST_CODE = 15;

  /** The bits that an entry uses up; just what a shift of a long looks at. */
  static final int USED = 0x3F;

  /** An entry has room for so many. */
  private static final int MOST_LITERALS = 3;

  private final int bits;
  private final int[] sorted;
  private final int[] starts = new int[LONGEST_CODE + 2];
  private final int[] entries;

  /**
   * No codes yet.
   *
   * @param bits how many bits select in the table's first part
   * @param symbols how many symbols there are at most
   * @param size of the table: enough for all sets of codes of so many symbols
   */
  DecodingTable(int bits, int symbols, int size) {
    this.bits = bits;
    sorted = new int[symbols];
    entries = new int[size];
  }

  int[] entries() {
    return entries;
  }

  int bits() {
    return bits;
  }

  int mask() {
    return (1 << bits) - 1;
  }

  /**
   * Takes the codes of a block (RFC 1951 section 3.2.2).
   *
   * @param lengths of each symbol's code
   * @param from the first symbol's place there
   * @param count how many symbols there are
   * @param symbols what stands for each of them
   * @param lonely whether a single code of one bit will do, or none at all
   * @return whether they are such codes
   */
  boolean build(byte[] lengths, int from, int count, int[] symbols, boolean lonely) {
    sort(lengths, from, count);
    int longest = LONGEST_CODE;
    while (longest > 0 && starts[longest + 1] == starts[longest]) {
      longest--;
    }
    if (longest == 0 || (longest == 1 && starts[2] == 1)) {
      return lonely && buildLonely(longest, symbols);
    }
    int left = 1;
    for (int length = 1; length <= longest; length++) {
      left = 2 * left - codes(length);
      if (left < 0) {
        return false;
      }
    }
    if (left > 0) {
      return false;
    }
    fill(longest, symbols);
    return true;
  }

  private int codes(int length) {
    return starts[length + 1] - starts[length];
  }

  /** Sorts symbols by the length of their codes; those without codes are left out. */
  private void sort(byte[] lengths, int from, int count) {
    Arrays.fill(starts, 0);
    for (int i = 0; i < count; i++) {
      starts[lengths[from + i] + 1]++;
    }
    starts[1] = 0;
    for (int length = 1; length <= LONGEST_CODE; length++) {
      starts[length + 1] += starts[length];
    }
    int[] places = starts.clone();
    for (int i = 0; i < count; i++) {
      int length = lengths[from + i];
      if (length > 0) {
        sorted[places[length]++] = i;
      }
    }
  }

  private boolean buildLonely(int codes, int[] symbols) {
    int only = codes == 0 ? Symbols.INVALID | 1 : coded(symbols[sorted[0]], 1);
    for (int i = 0; i <= mask(); i += 2) {
      entries[i] = only;
      entries[i + 1] = Symbols.INVALID | 1;
    }
    return true;
  }

  /** Makes entries of literals stand for more of them, where their codes fit. */
  void joinLiterals() {
    // Downwards: what an entry is joined with stands below it, and is not joined yet.
    for (int index = mask(); index >= 0; index--) {
      int joined = entries[index];
      if ((joined & Symbols.LITERALS_MASK) != 0) {
        entries[index] = joined(joined, index);
      }
    }
  }

  private int joined(int first, int index) {
    int all = first;
    for (int literals = 1; literals < MOST_LITERALS; literals++) {
      int used = all & USED;
      int further = entries[index >>> used];
      if ((further & Symbols.LITERALS_MASK) == 0 || used + (further & USED) > bits) {
        return all;
      }
      int literal = further >>> Symbols.LITERAL & 0xFF;
      all +=
          (literal << (Symbols.LITERAL + 8 * literals))
              + (1 << Symbols.LITERALS)
              + (further & USED);
    }
    return all;
  }

  /** The symbol's entry where its code has that length. */
  private static int coded(int symbol, int length) {
    boolean literal = (symbol & Symbols.LITERALS_MASK) != 0;
    return symbol + length + (literal ? 0 : length << Symbols.CODE_LENGTH);
  }

  private void fill(int longest, int[] symbols) {
    int code = 0; // its first bit lowest
    int at = 0;
    for (int length = 1; length <= bits; length++) {
      int size = 1 << length;
      if (length > 1) {
        System.arraycopy(entries, 0, entries, size / 2, size / 2);
      }
      for (int end = starts[length + 1]; at < end; at++) {
        entries[code] = coded(symbols[sorted[at]], length);
        code = successor(code, size - 1);
      }
    }
    if (longest > bits) {
      fillLonger(code, at, symbols);
    }
  }

  private void fillLonger(int firstCode, int firstAt, int[] symbols) {
    int code = firstCode;
    int at = firstAt;
    int mask = mask();
    int prefix = -1;
    int table = 0;
    int tableBits = 0;
    int end = mask + 1;
    for (int length = bits + 1; length <= LONGEST_CODE; length++) {
      for (; at < starts[length + 1]; at++) {
        if ((code & mask) != prefix) {
          prefix = code & mask;
          table = end;
          tableBits = bitsOfLonger(length, starts[length + 1] - at);
          end = table + (1 << tableBits);
          entries[prefix] = Symbols.LONGER | table << Symbols.VALUE | tableBits;
        }
        int entry = coded(symbols[sorted[at]], length - bits);
        for (int i = code >>> bits; i < 1 << tableBits; i += 1 << (length - bits)) {
          entries[table + i] = entry;
        }
        code = successor(code, (1 << length) - 1);
      }
    }
  }

  /** How many bits tell all codes apart that begin with the same first bits. */
  private int bitsOfLonger(int length, int codesLeft) {
    int selecting = length - bits;
    int used = codesLeft;
    while (used < 1 << selecting && bits + selecting < LONGEST_CODE) {
      selecting++;
      used = 2 * used + codes(bits + selecting);
    }
    return selecting;
  }

  /** The code that follows; after the last, which is all ones, that again. */
  private static int successor(int code, int ones) {
    if (code == ones) {
      return code;
    }
    int highestZero = Integer.highestOneBit(code ^ ones);
    return (code & (highestZero - 1)) | highestZero;
  }
}
