package io.github.imageresize.internal.codec.jpeg.decode;

import java.util.Arrays;
import java.util.List;

/** The DC coefficients of a progressive JPEG: first all but the lowest bits (T.81 G.1.2.1). */
final class DcScan extends StoredScan {
  private final UnitBlocks blocks;
  private final DcSymbolTable[] tables;
  private final int bit;
  private final int[] predictions;

  /**
   * A scan before its first block.
   *
   * @param tables of the scan's components
   * @param bit the lowest bit that the scan holds
   */
  DcScan(
      EntropyReader reader,
      List<CoefficientStore> stores,
      int restartInterval,
      List<HuffmanTable> tables,
      int bit) {
    super(reader, stores, restartInterval);
    this.bit = bit;
    blocks = new UnitBlocks(stores);
    this.tables = new DcSymbolTable[blocks.count()];
    for (int i = 0; i < this.tables.length; i++) {
      this.tables[i] = tables.get(blocks.component[i]).dcSymbols();
    }
    predictions = new int[stores.size()];
  }

  /** As in {@link SequentialScan}, the next bits are loaded before it is known where they begin. */
  @Override
  int decodeUnits(int row, int from, int to, int start) {
    blocks.moveTo(row);
    short[][] rows = blocks.rows;
    int[] first = blocks.first;
    int[] step = blocks.step;
    int[] component = blocks.component;
    byte[] window = reader().window();
    int at = start;
    for (int unit = from; unit < to && !reader().exhausted(); unit++) {
      long bits = EntropyReader.bitsAt(window, at);
      for (int block = 0; block < rows.length; block++) {
        long word = EntropyReader.wordAt(window, at);
        int shift = at & 7;
        int symbol = tables[block].find(bits);
        int difference = DcSymbolTable.difference(symbol, bits);
        int length = DcSymbolTable.bits(symbol);
        bits = word << (shift + length);
        at += length;
        int prediction = predictions[component[block]] + difference;
        predictions[component[block]] = prediction;
        rows[block][first[block] + unit * step[block]] = (short) (prediction << bit);
      }
      at = within(at);
    }
    return at;
  }

  @Override
  void reset() {
    Arrays.fill(predictions, 0);
  }
}
