package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.internal.codec.jpeg.ScanHeader;
import java.util.List;

/**
 * A further bit of a band of AC coefficients of a progressive JPEG (T.81 G.1.2.3). Every
 * coefficient that is not zero so far has a correction bit; those that become non-zero stand
 * between, each placed by the number of zeros to pass over. With the non-zero coefficients in a
 * mask, a run of corrections is a count of bits, and only the corrections of needed coefficients
 * are looked at.
 */
final class AcRefinement extends StoredScan {
  private final HuffmanTable table;
  private final int first;
  private final int last;
  private final int bit;
  private final long band;
  private final int[] offsets;
  private final long neededMask;
  private int emptyBlocks;

  AcRefinement(
      EntropyReader reader,
      CoefficientStore store,
      int restartInterval,
      HuffmanTable table,
      ScanHeader scan) {
    super(reader, List.of(store), restartInterval);
    this.table = table;
    first = scan.first();
    last = scan.last();
    bit = scan.bit();
    band = below(last + 1) & (-1L << first);
    offsets = store.offsets();
    neededMask = store.neededMask();
  }

  @Override
  int decodeUnits(int blockRow, int from, int to, int start) {
    CoefficientStore store = store(0);
    short[] row = store.row(blockRow);
    long[] nonZero = store.nonZero(blockRow);
    byte[] window = reader().window();
    int at = start;
    for (int block = from; block < to && !reader().exhausted(); block++) {
      long known = nonZero[block] & band;
      if (emptyBlocks > 0) {
        emptyBlocks--;
        at = within(correct(window, at, known, row, block));
      } else {
        at = within(decodeBlock(window, at, known, nonZero, row, block));
      }
    }
    return at;
  }

  private int decodeBlock(
      byte[] window, int start, long known, long[] nonZero, short[] row, int block) {
    int[] symbols = table.progressiveSymbols();
    int at = start;
    int next = first;
    long added = 0;
    while (next <= last) {
      long bits = EntropyReader.bitsAt(window, at);
      int symbol = AcSymbolTable.find(symbols, bits);
      long afterCode = bits << AcSymbol.codeLength(symbol);
      int advance = AcSymbol.advance(symbol);
      at += AcSymbol.codeLength(symbol);
      long rest = -1L << next;
      if (advance >= AcSymbol.END_OF_BLOCK) {
        int runBits = advance - AcSymbol.END_OF_BLOCK;
        emptyBlocks = (1 << runBits) - 1 + (int) (afterCode >>> 1 >>> (63 - runBits));
        at = correct(window, at + runBits, known & rest, row, block);
        break;
      }
      boolean adds = AcSymbol.size(symbol) != 0;
      at += adds ? 1 : 0;
      long zeros = ~known & band & rest;
      for (int i = 1; i < advance; i++) {
        zeros &= zeros - 1;
      }
      int place = zeros == 0 ? last + 1 : Long.numberOfTrailingZeros(zeros);
      at = correct(window, at, known & rest & below(place), row, block);
      if (adds && place <= last) {
        added |= 1L << place;
        row[offsets[place] + block] = (short) ((afterCode < 0 ? 1 : -1) << bit);
      }
      next = place + 1;
    }
    nonZero[block] |= added;
    return at;
  }

  /**
   * Reads the correction bits of some coefficients of a block. A correction moves a coefficient
   * away from zero; which ones do cannot be foreseen, so there is no branch for it.
   */
  private int correct(byte[] window, int at, long corrected, short[] row, int block) {
    long needed = corrected & neededMask;
    while (needed != 0) {
      int index = Long.numberOfTrailingZeros(needed);
      int place = at + Long.bitCount(corrected & below(index));
      int step = ((window[place >>> 3] >> (7 - (place & 7))) & 1) << bit;
      int i = offsets[index] + block;
      int value = row[i];
      int negative = value >> 31;
      row[i] = (short) (value + ((step ^ negative) - negative));
      needed &= needed - 1;
    }
    return at + Long.bitCount(corrected);
  }

  /** The mask of the indices below one of 0..64. */
  private static long below(int index) {
    return index > 63 ? -1L : (1L << index) - 1;
  }

  @Override
  void reset() {
    emptyBlocks = 0;
  }
}
