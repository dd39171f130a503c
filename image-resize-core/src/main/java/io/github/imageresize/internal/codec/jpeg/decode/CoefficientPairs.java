package io.github.imageresize.internal.codec.jpeg.decode;

/**
 * A lookup table whose entries hold up to two AC coefficients with their values, where code and
 * value of both fit in {@link #BITS} bits. Most do at usual qualities, so that one dependent load
 * yields two coefficients.
 *
 * <p>An entry packs bits in all + the first advance &lt;&lt; 8 + the second &lt;&lt; 16 + the first
 * value &lt;&lt; 32 + the second &lt;&lt; 48. Values are the upper halves of floats, exact up to
 * ±256. A single coefficient has a second advance of 0 and its value twice, so that it can be
 * written twice and no branch is needed. 0 stands for what does not fit.
 */
final class CoefficientPairs {
  /** Bits that index the table. */
  static final int BITS = 11;

  private static final int LARGEST_EXACT = 256;

  private CoefficientPairs() {}

  static long[] table(int[] symbols) {
    int size = 1 << BITS;
    int mask = size - 1;
    int[] values = new int[size];
    int[] fitting = new int[size];
    for (int index = 0; index < size; index++) {
      int symbol = AcSymbolTable.find(symbols, (long) index << (64 - BITS));
      if (AcSymbol.bits(symbol) > BITS) {
        continue;
      }
      long afterCode = (long) index << (64 - BITS + AcSymbol.codeLength(symbol));
      int value =
          AcSymbol.size(symbol) == 0 ? 0 : AcSymbol.extend(afterCode, AcSymbol.size(symbol));
      if (Math.abs(value) <= LARGEST_EXACT) {
        values[index] = value;
        fitting[index] = symbol;
      }
    }
    long[] pairs = new long[size];
    for (int index = 0; index < size; index++) {
      int first = fitting[index];
      if (first == 0) {
        continue;
      }
      int bits = AcSymbol.bits(first);
      int rest = (index << bits) & mask;
      int second = fitting[rest];
      boolean both =
          AcSymbol.advance(first) != AcSymbol.END_OF_BLOCK
              && second != 0
              && bits + AcSymbol.bits(second) <= BITS;
      pairs[index] =
          both
              ? pack(
                  bits + AcSymbol.bits(second),
                  AcSymbol.advance(first),
                  AcSymbol.advance(second),
                  values[index],
                  values[rest])
              : pack(bits, AcSymbol.advance(first), 0, values[index], values[index]);
    }
    return pairs;
  }

  private static long pack(
      int bits, int firstAdvance, int secondAdvance, int firstValue, int secondValue) {
    return bits
        | (long) firstAdvance << 8
        | (long) secondAdvance << 16
        | (long) (Float.floatToRawIntBits(firstValue) >>> 16) << 32
        | (long) Float.floatToRawIntBits(secondValue) >>> 16 << 48;
  }
}
