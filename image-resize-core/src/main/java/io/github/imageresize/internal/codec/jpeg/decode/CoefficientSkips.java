package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.internal.codec.jpeg.ZigZag;

/**
 * A lookup table that passes over AC coefficients whose values are not needed: as many symbols as
 * begin in {@link #BITS} bits with their whole code, the last one's value reaching further if need
 * be.
 *
 * <p>An entry packs the bits to pass over + the places to advance &lt;&lt; 6; {@link #END_OF_BLOCK}
 * is added where the block ends. 0 stands for a code that is longer than the index. A step that
 * holds several symbols may run past the 64th coefficient, where another block begins: then {@link
 * #overran} says so and the step is to be done again symbol by symbol.
 */
final class CoefficientSkips {
  /** Bits that index the table. */
  static final int BITS = 13;

  /** More than the places of any step without an end of block. */
  static final int END_OF_BLOCK = 128;

  /** Bits of a step that are still available after a load at any bit position and a step before. */
  private static final int MOST_BITS = 26;

  private CoefficientSkips() {}

  /**
   * Makes the table.
   *
   * @param lengths for each index, the length of the code that it begins with, or 0
   * @param symbols for each index, the symbol of that code
   */
  static short[] table(byte[] lengths, byte[] symbols) {
    int mask = (1 << BITS) - 1;
    short[] steps = new short[1 << BITS];
    for (int index = 0; index < steps.length; index++) {
      int used = 0;
      int places = 0;
      while (used < BITS && places < END_OF_BLOCK) {
        int rest = (index << used) & mask;
        int length = lengths[rest];
        if (length == 0 || used + length > BITS) {
          break;
        }
        int symbol = AcSymbol.pack(length, symbols[rest] & 0xFF, false);
        int bits = AcSymbol.bits(symbol);
        int advance = places(single(symbol));
        boolean fits = advance == END_OF_BLOCK || places + advance < ZigZag.LENGTH;
        if (used > 0 && (used + bits > MOST_BITS || !fits)) {
          break;
        }
        places += advance;
        used += bits;
      }
      steps[index] = (short) (used | places << 6);
    }
    return steps;
  }

  /** The step over one symbol of any length, as {@link AcSymbol} packs it. */
  static int single(int symbol) {
    boolean end = AcSymbol.advance(symbol) == AcSymbol.END_OF_BLOCK;
    return AcSymbol.bits(symbol) | (end ? END_OF_BLOCK : AcSymbol.advance(symbol)) << 6;
  }

  static int bits(int step) {
    return step & 63;
  }

  static int places(int step) {
    return step >> 6;
  }

  /**
   * Whether the last step took in symbols of the next block.
   *
   * @param index the coefficient index after the step, 64 or more
   */
  static boolean overran(int index) {
    boolean exactlyFull = index == ZigZag.LENGTH;
    boolean ended = index >= END_OF_BLOCK && index < END_OF_BLOCK + ZigZag.LENGTH;
    return !exactlyFull && !ended;
  }
}
