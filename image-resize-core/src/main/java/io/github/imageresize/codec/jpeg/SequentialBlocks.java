package io.github.imageresize.codec.jpeg;

import java.util.Arrays;
import java.util.List;

/** One of several scans of a sequential JPEG (T.81 F.2). */
final class SequentialBlocks extends StoredScan {
  private final List<HuffmanTable> dcTables;
  private final List<HuffmanTable> acTables;
  private final int[] predictions;

  SequentialBlocks(
      EntropyReader reader,
      List<CoefficientStore> stores,
      int restartInterval,
      List<HuffmanTable> dcTables,
      List<HuffmanTable> acTables) {
    super(reader, stores, restartInterval);
    this.dcTables = dcTables;
    this.acTables = acTables;
    predictions = new int[stores.size()];
  }

  @Override
  int decodeBlocks(int component, int blockRow, int from, int to, int start) {
    int at = start;
    for (int block = from; block < to && !reader().exhausted(); block++) {
      at = within(decodeBlock(component, store(component).row(blockRow), block, at));
    }
    return at;
  }

  private int decodeBlock(int component, short[] row, int block, int start) {
    byte[] window = reader().window();
    int[] offsets = store(component).offsets();
    long bits = EntropyReader.bitsAt(window, start);
    int dc = dcTables.get(component).decodeDc(bits);
    int at = start + (dc & 31) + (dc >> 8);
    predictions[component] += AcSymbol.extend(bits << dc, dc >> 8);
    row[block] = (short) predictions[component];
    HuffmanTable table = acTables.get(component);
    int next = 1;
    while (next < ZigZag.LENGTH) {
      bits = EntropyReader.bitsAt(window, at);
      int symbol = table.symbol(bits);
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
