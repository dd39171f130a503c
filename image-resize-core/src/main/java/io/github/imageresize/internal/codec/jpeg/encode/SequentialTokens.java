package io.github.imageresize.internal.codec.jpeg.encode;

import java.util.List;

/** Makes the tokens of a sequential scan of all components (T.81 F.1.2). */
final class SequentialTokens {
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
    tokens.addBlock(table, dc - predictions[component], row, block);
    predictions[component] = dc;
  }
}
