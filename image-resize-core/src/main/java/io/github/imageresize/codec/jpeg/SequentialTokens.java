package io.github.imageresize.codec.jpeg;

import java.util.List;

/** Makes the tokens of a sequential scan of all components (T.81 F.1.2). */
final class SequentialTokens {
  private static final int END_OF_BLOCK = 0;

  private final TokenStream tokens;
  private final int[] predictions;

  /** Tokens for a number of components: table 2t holds the DC symbols of table t, 2t + 1 the AC. */
  SequentialTokens(int components) {
    tokens = new TokenStream(components == 1 ? 2 : 4);
    predictions = new int[components];
  }

  TokenStream tokens() {
    return tokens;
  }

  /** Appends a row of MCUs; rows of blocks of each component are at {@code rows[component][v]}. */
  void addMcuRow(List<EncodedComponent> components, QuantizedBlocks[][] rows, int mcus) {
    for (int mcu = 0; mcu < mcus; mcu++) {
      for (int i = 0; i < rows.length; i++) {
        EncodedComponent component = components.get(i);
        for (QuantizedBlocks row : rows[i]) {
          for (int h = 0; h < component.horizontal(); h++) {
            addBlock(row, mcu * component.horizontal() + h, i, 2 * component.table());
          }
        }
      }
    }
  }

  private void addBlock(QuantizedBlocks row, int block, int component, int table) {
    int dc = row.value(0, block);
    tokens.addDc(table, dc - predictions[component]);
    predictions[component] = dc;
    long rest = row.nonZero(block);
    int last = 0;
    while (rest != 0) {
      int k = Long.numberOfTrailingZeros(rest);
      tokens.addAc(table + 1, k - last - 1, row.value(k, block));
      last = k;
      rest &= rest - 1;
    }
    if (last != ZigZag.LENGTH - 1) {
      tokens.add(table + 1, END_OF_BLOCK, 0);
    }
  }
}
