package io.github.imageresize.internal.deflate;

import java.util.Arrays;

/** Describes the codes of a block before it (RFC 1951 section 3.2.7). */
final class BlockHead {
  private static final int SYMBOLS = 19;
  private static final int LONGEST_CODE = 7;
  private static final int REPEAT_PREVIOUS = 16;
  private static final int REPEAT_ZERO = 17;
  private static final int REPEAT_ZERO_LONG = 18;
  private static final int LEAST_LITERALS = 257;
  private static final int LEAST_LENGTHS = 4;
  private static final int[] EXTRA_BITS = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 7};
  private static final int EXTRA = 8;

  private final PrefixCode code = new PrefixCode(SYMBOLS, LONGEST_CODE);
  private final int[] frequencies = new int[SYMBOLS];
  private final byte[] all = new byte[Symbols.LITERAL_OR_LENGTH_CODES + Symbols.DISTANCE_CODES];

  /** Lengths and repetitions, with what their extra bits hold above. */
  private final int[] symbols = new int[all.length];

  private int count;
  private int literals;
  private int distances;
  private int given;

  /** Takes the lengths of a block's codes. */
  void describe(byte[] literalLengths, byte[] distanceLengths) {
    literals = used(literalLengths, LEAST_LITERALS);
    distances = used(distanceLengths, 1);
    System.arraycopy(literalLengths, 0, all, 0, literals);
    System.arraycopy(distanceLengths, 0, all, literals, distances);
    count = 0;
    Arrays.fill(frequencies, 0);
    int end = literals + distances;
    for (int at = 0; at < end; ) {
      int run = at + 1;
      while (run < end && all[run] == all[at]) {
        run++;
      }
      addRun(all[at], run - at);
      at = run;
    }
    code.make(frequencies);
    given = SYMBOLS;
    while (given > LEAST_LENGTHS && code.lengths[BlockCodes.CODE_LENGTH_ORDER[given - 1]] == 0) {
      given--;
    }
  }

  private static int used(byte[] lengths, int least) {
    int used = lengths.length;
    while (used > least && lengths[used - 1] == 0) {
      used--;
    }
    return used;
  }

  private void addRun(int length, int times) {
    int left = times;
    if (length > 0) {
      add(length, 0);
      left--;
    }
    while (left >= 3) {
      int some = Math.min(left, length > 0 ? 6 : 138);
      if (length > 0) {
        add(REPEAT_PREVIOUS, some - 3);
      } else if (some <= 10) {
        add(REPEAT_ZERO, some - 3);
      } else {
        add(REPEAT_ZERO_LONG, some - 11);
      }
      left -= some;
    }
    for (; left > 0; left--) {
      add(length, 0);
    }
  }

  private void add(int symbol, int extra) {
    symbols[count++] = symbol | extra << EXTRA;
    frequencies[symbol]++;
  }

  /** How many bits the description takes. */
  long bits() {
    long bits = 5 + 5 + 4 + 3L * given + code.bits(frequencies);
    for (int symbol = REPEAT_PREVIOUS; symbol <= REPEAT_ZERO_LONG; symbol++) {
      bits += (long) frequencies[symbol] * EXTRA_BITS[symbol];
    }
    return bits;
  }

  void write(BitOutput out) {
    out.write(literals - LEAST_LITERALS, 5);
    out.write(distances - 1, 5);
    out.write(given - LEAST_LENGTHS, 4);
    for (int i = 0; i < given; i++) {
      out.write(code.lengths[BlockCodes.CODE_LENGTH_ORDER[i]], 3);
    }
    for (int i = 0; i < count; i++) {
      int symbol = symbols[i] & 0xFF;
      out.write(code.codes[symbol], code.lengths[symbol]);
      out.write(symbols[i] >>> EXTRA, EXTRA_BITS[symbol]);
    }
  }
}
