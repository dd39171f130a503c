package io.github.imageresize.internal.deflate;

/**
 * What codes stand for (RFC 1951 section 3.2.5), as entries of a {@link DecodingTable}, whose
 * lowest six bits are the number of bits used up. Entries of literals hold how many they are, and
 * the literals, the first lowest. All others hold the length of the code itself, behind which extra
 * bits stand, and a value to which these are added.
 */
final class Symbols {
  /** Where the number of literals stands. */
  static final int LITERALS = 6;

  static final int LITERALS_MASK = 3 << LITERALS;

  /** Where the first literal stands. */
  static final int LITERAL = 8;

  static final int CODE_LENGTH = 8;
  static final int CODE_LENGTH_MASK = 0xF;
  static final int VALUE = 12;
  static final int VALUE_MASK = 0xFFFF;

  /** The sign of entries that are neither literals, nor a length, nor a distance. */
  static final int SPECIAL = 1 << 31;

  /** The value is where a table of longer codes begins. */
  static final int LONGER = SPECIAL | 1 << 28;

  static final int END_OF_BLOCK = SPECIAL | 1 << 29;
  static final int INVALID = SPECIAL | 1 << 30;

  static final int LITERAL_OR_LENGTH_CODES = 288;
  static final int DISTANCE_CODES = 32;
  private static final int FIRST_LENGTH = 257;
  private static final int LAST_LENGTH = 285;
  private static final int LAST_DISTANCE = 29;

  private Symbols() {}

  /** Literals, the end of a block, and lengths. */
  static int[] literalsAndLengths() {
    int[] symbols = new int[LITERAL_OR_LENGTH_CODES];
    for (int i = 0; i < 256; i++) {
      symbols[i] = 1 << LITERALS | i << LITERAL;
    }
    symbols[256] = END_OF_BLOCK;
    for (int i = FIRST_LENGTH; i < symbols.length; i++) {
      int n = i - FIRST_LENGTH;
      int extra = n < 8 ? 0 : n / 4 - 1;
      symbols[i] = (n < 8 ? 3 + n : 3 + ((4 + n % 4) << extra)) << VALUE | extra;
    }
    symbols[LAST_LENGTH] = 258 << VALUE;
    symbols[LAST_LENGTH + 1] = INVALID;
    symbols[LAST_LENGTH + 2] = INVALID;
    return symbols;
  }

  /** Distances backwards. */
  static int[] distances() {
    int[] symbols = new int[DISTANCE_CODES];
    for (int i = 0; i < symbols.length; i++) {
      int extra = i < 4 ? 0 : i / 2 - 1;
      int base = i < 4 ? 1 + i : 1 + ((2 + i % 2) << extra);
      symbols[i] = i > LAST_DISTANCE ? INVALID : base << VALUE | extra;
    }
    return symbols;
  }

  /** Numbers from 0 on. */
  static int[] numbers(int count) {
    int[] symbols = new int[count];
    for (int i = 0; i < count; i++) {
      symbols[i] = i << VALUE;
    }
    return symbols;
  }
}
