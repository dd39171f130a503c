package io.github.imageresize.internal.codec.webp;

import java.util.Arrays;

/** A canonical prefix code (RFC 9649 section 3.7.2.1), decoded a bit at a time. */
final class BitwisePrefixCode {
  static final int LONGEST = 15;

  private final int[] counts = new int[LONGEST + 1];
  private final int[] symbols;

  /**
   * Makes a code.
   *
   * @param lengths of the symbols' codes in bits, 0 for symbols without one
   */
  BitwisePrefixCode(int[] lengths) {
    for (int length : lengths) {
      counts[length]++;
    }
    counts[0] = 0;
    int[] next = new int[LONGEST + 2];
    for (int length = 1; length <= LONGEST; length++) {
      next[length + 1] = next[length] + counts[length];
    }
    symbols = new int[next[LONGEST + 1]];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] > 0) {
        symbols[next[lengths[symbol]]++] = symbol;
      }
    }
  }

  /** A code of one symbol, which takes no bit, or of two. */
  static BitwisePrefixCode of(int alphabet, int... symbols) {
    int[] lengths = new int[Math.max(alphabet, 1 + Arrays.stream(symbols).max().orElse(0))];
    for (int symbol : symbols) {
      lengths[symbol] = 1;
    }
    return new BitwisePrefixCode(lengths);
  }

  /** Whether there is one symbol alone. */
  boolean isConstant() {
    return symbols.length == 1;
  }

  /**
   * The next symbol.
   *
   * @throws PrefixBits.EndException if the bits are none of the code's
   */
  int next(PrefixBits bits) throws PrefixBits.EndException {
    if (isConstant()) {
      return symbols[0];
    }
    int code = 0;
    int first = 0;
    int index = 0;
    for (int length = 1; length <= LONGEST; length++) {
      code |= bits.read(1);
      int count = counts[length];
      if (code - first < count) {
        return symbols[index + code - first];
      }
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new PrefixBits.EndException();
  }
}
