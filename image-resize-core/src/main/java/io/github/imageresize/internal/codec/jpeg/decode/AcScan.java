package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.internal.codec.jpeg.ScanHeader;
import java.util.List;

/** A band of AC coefficients of a progressive JPEG, but for their lowest bits (T.81 G.1.2.2). */
final class AcScan extends StoredScan {
  private final HuffmanTable table;
  private final int first;
  private final int last;
  private final int bit;
  private int emptyBlocks;

  AcScan(
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
  }

  @Override
  int decodeUnits(int blockRow, int from, int to, int start) {
    CoefficientStore store = store(0);
    short[] row = store.row(blockRow);
    long[] nonZero = store.nonZero(blockRow);
    int[] offsets = store.offsets();
    byte[] window = reader().window();
    int[] symbols = table.progressiveSymbols();
    int at = start;
    int block = from;
    while (block < to && !reader().exhausted()) {
      if (emptyBlocks > 0) {
        int count = Math.min(emptyBlocks, to - block);
        emptyBlocks -= count;
        block += count;
        continue;
      }
      int next = first;
      long mask = nonZero[block];
      long bits = EntropyReader.bitsAt(window, at);
      while (next <= last) {
        long word = EntropyReader.wordAt(window, at);
        int shift = at & 7;
        int symbol = AcSymbolTable.find(symbols, bits);
        long afterCode = bits << AcSymbol.codeLength(symbol);
        int advance = AcSymbol.advance(symbol);
        if (advance >= AcSymbol.END_OF_BLOCK) {
          int runBits = advance - AcSymbol.END_OF_BLOCK;
          emptyBlocks = (1 << runBits) - 1 + (int) (afterCode >>> 1 >>> (63 - runBits));
          at += AcSymbol.codeLength(symbol) + runBits;
          break;
        }
        int length = AcSymbol.bits(symbol);
        int size = AcSymbol.size(symbol);
        bits = word << (shift + length);
        at += length;
        next += advance;
        if (size != 0) {
          int index = (next - 1) & 63;
          mask |= 1L << index;
          row[offsets[index] + block] = (short) (AcSymbol.extend(afterCode, size) << bit);
        }
      }
      nonZero[block] = mask;
      at = within(at);
      block++;
    }
    return at;
  }

  @Override
  void reset() {
    emptyBlocks = 0;
  }
}
