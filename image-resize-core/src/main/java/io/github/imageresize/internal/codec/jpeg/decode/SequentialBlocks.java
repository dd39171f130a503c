package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.internal.codec.jpeg.ZigZag;
import java.util.Arrays;
import java.util.List;

/** One of several scans of a sequential JPEG (T.81 F.2). */
final class SequentialBlocks extends StoredScan {
  private final UnitBlocks blocks;
  private final List<HuffmanTable> dcTables;
  private final List<HuffmanTable> acTables;
  private final int[] predictions;

  /**
   * A scan before its first block.
   *
   * @param dcTables of the scan's components
   * @param acTables of the scan's components
   */
  SequentialBlocks(
      EntropyReader reader,
      List<CoefficientStore> stores,
      int restartInterval,
      List<HuffmanTable> dcTables,
      List<HuffmanTable> acTables) {
    super(reader, stores, restartInterval);
    this.dcTables = dcTables;
    this.acTables = acTables;
    blocks = new UnitBlocks(stores);
    predictions = new int[stores.size()];
  }

  @Override
  int decodeUnits(int row, int from, int to, int start) {
    blocks.moveTo(row);
    int at = start;
    for (int unit = from; unit < to && !reader().exhausted(); unit++) {
      for (int i = 0; i < blocks.count(); i++) {
        int block = blocks.first[i] + unit * blocks.step[i];
        at = decodeBlock(blocks.component[i], blocks.rows[i], block, at);
      }
      at = within(at);
    }
    return at;
  }

  private int decodeBlock(int component, short[] row, int block, int start) {
    byte[] window = reader().window();
    int[] offsets = store(component).offsets();
    long bits = EntropyReader.bitsAt(window, start);
    int dc = dcTables.get(component).dcSymbols().find(bits);
    int at = start + DcSymbolTable.bits(dc);
    predictions[component] += DcSymbolTable.difference(dc, bits);
    row[block] = (short) predictions[component];
    int[] symbols = acTables.get(component).symbols();
    int next = 1;
    while (next < ZigZag.LENGTH) {
      bits = EntropyReader.bitsAt(window, at);
      int symbol = AcSymbolTable.find(symbols, bits);
      at += AcSymbol.bits(symbol);
      next += AcSymbol.advance(symbol);
      int size = AcSymbol.size(symbol);
      if (size != 0 && next <= ZigZag.LENGTH) {
        int value = AcSymbol.extend(bits << AcSymbol.codeLength(symbol), size);
        row[offsets[next - 1] + block] = (short) value;
      }
    }
    return at;
  }

  @Override
  void reset() {
    Arrays.fill(predictions, 0);
  }
}
