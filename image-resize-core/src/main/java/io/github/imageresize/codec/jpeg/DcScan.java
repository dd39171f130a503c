package io.github.imageresize.codec.jpeg;

import java.util.Arrays;
import java.util.List;

/** The DC coefficients of a progressive JPEG: first all but the lowest bits (T.81 G.1.2.1). */
final class DcScan extends StoredScan {
  private final List<HuffmanTable> tables;
  private final int bit;
  private final int[] predictions;

  DcScan(
      EntropyReader reader,
      List<CoefficientStore> stores,
      int restartInterval,
      List<HuffmanTable> tables,
      int bit) {
    super(reader, stores, restartInterval);
    this.tables = tables;
    this.bit = bit;
    predictions = new int[stores.size()];
  }

  @Override
  int decodeBlocks(int component, int blockRow, int from, int to, int start) {
    byte[] window = reader().window();
    short[] row = store(component).row(blockRow);
    HuffmanTable table = tables.get(component);
    short[] lookup = table.dcLookup();
    int prediction = predictions[component];
    int at = start;
    for (int block = from; block < to && !reader().exhausted(); block++) {
      long bits = EntropyReader.bitsAt(window, at);
      int code = lookup[(int) (bits >>> (64 - HuffmanTable.LOOKUP_BITS))];
      if (code == 0) {
        code = table.decodeDc(bits);
      }
      int length = code & 31;
      int size = code >> 8;
      prediction += AcSymbol.extend(bits << length, size);
      row[block] = (short) (prediction << bit);
      at = within(at + length + size);
    }
    predictions[component] = prediction;
    return at;
  }

  @Override
  void reset() {
    Arrays.fill(predictions, 0);
  }
}
