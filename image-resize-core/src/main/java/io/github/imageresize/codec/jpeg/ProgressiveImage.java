package io.github.imageresize.codec.jpeg;

import java.util.ArrayList;
import java.util.List;

/**
 * All coefficients of an image, coded as a progressive JPEG by spectral selection (T.81 G.1.1.1.1):
 * first a scan of all DC coefficients, then bands of AC coefficients, component by component.
 */
final class ProgressiveImage {
  private static final int LONGEST_RUN = 0x7FFF;

  /**
   * A scan.
   *
   * @param components indices
   * @param first Ss
   * @param last Se
   * @param tokens with one table for each of luma and chroma in a DC scan, else with one
   */
  record Scan(List<Integer> components, int first, int last, TokenStream tokens) {}

  /** A row of blocks: 64 coefficients a block, in zigzag order, and the masks of those not zero. */
  private static final class BlockRow {
    final short[] values;
    final long[] nonZero;

    BlockRow(int blocks) {
      values = new short[blocks * ZigZag.LENGTH];
      nonZero = new long[blocks];
    }
  }

  private final List<EncodedComponent> components;
  private final List<List<BlockRow>> rows = new ArrayList<>();
  private final int mcus;

  ProgressiveImage(List<EncodedComponent> components, int mcus) {
    this.components = components;
    this.mcus = mcus;
    components.forEach(component -> rows.add(new ArrayList<>()));
  }

  /** Appends a row of MCUs; rows of blocks of each component are at {@code added[component][v]}. */
  void addMcuRow(QuantizedBlocks[][] added) {
    for (int i = 0; i < added.length; i++) {
      for (QuantizedBlocks row : added[i]) {
        rows.get(i).add(copy(row, mcus * components.get(i).horizontal()));
      }
    }
  }

  private static BlockRow copy(QuantizedBlocks row, int blocks) {
    BlockRow copy = new BlockRow(blocks);
    for (int block = 0; block < blocks; block++) {
      int at = block * ZigZag.LENGTH;
      copy.values[at] = (short) row.value(0, block);
      copy.nonZero[block] = row.nonZero(block);
      for (long rest = copy.nonZero[block]; rest != 0; rest &= rest - 1) {
        int k = Long.numberOfTrailingZeros(rest);
        copy.values[at + k] = (short) row.value(k, block);
      }
    }
    return copy;
  }

  /** The scans in their order. */
  List<Scan> scans() {
    List<Scan> scans = new ArrayList<>();
    scans.add(dcScan());
    for (int i = 0; i < components.size(); i++) {
      scans.add(acScan(i, 1, 5));
    }
    for (int i = 0; i < components.size(); i++) {
      scans.add(acScan(i, 6, ZigZag.LENGTH - 1));
    }
    return scans;
  }

  private Scan dcScan() {
    TokenStream tokens = new TokenStream(components.size() == 1 ? 1 : 2);
    int[] predictions = new int[components.size()];
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      all.add(i);
    }
    int mcuRows = rows.get(0).size() / components.get(0).vertical();
    for (int mcuRow = 0; mcuRow < mcuRows; mcuRow++) {
      for (int mcu = 0; mcu < mcus; mcu++) {
        for (int i : all) {
          addDc(tokens, i, mcuRow, mcu, predictions);
        }
      }
    }
    return new Scan(all, 0, 0, tokens);
  }

  private void addDc(TokenStream tokens, int index, int mcuRow, int mcu, int[] predictions) {
    EncodedComponent component = components.get(index);
    for (int v = 0; v < component.vertical(); v++) {
      BlockRow row = rows.get(index).get(mcuRow * component.vertical() + v);
      for (int h = 0; h < component.horizontal(); h++) {
        int block = mcu * component.horizontal() + h;
        int dc = row.values[block * ZigZag.LENGTH];
        tokens.addDc(component.table(), dc - predictions[index]);
        predictions[index] = dc;
      }
    }
  }

  private Scan acScan(int index, int first, int last) {
    TokenStream tokens = new TokenStream(1);
    EncodedComponent component = components.get(index);
    long band = (-1L << first) & (-1L >>> (63 - last));
    int emptyBlocks = 0;
    for (int y = 0; y < component.ownBlockRows(); y++) {
      BlockRow row = rows.get(index).get(y);
      for (int block = 0; block < component.ownBlocks(); block++) {
        long rest = row.nonZero[block] & band;
        if (rest != 0) {
          addRun(tokens, emptyBlocks);
          emptyBlocks = 0;
        }
        int before = first - 1;
        for (; rest != 0; rest &= rest - 1) {
          int k = Long.numberOfTrailingZeros(rest);
          tokens.addAc(0, k - before - 1, row.values[block * ZigZag.LENGTH + k]);
          before = k;
        }
        if (before < last && ++emptyBlocks == LONGEST_RUN) {
          addRun(tokens, emptyBlocks);
          emptyBlocks = 0;
        }
      }
    }
    addRun(tokens, emptyBlocks);
    return new Scan(List.of(index), first, last, tokens);
  }

  /** Appends the end of a number of blocks (G.1.2.2). */
  private static void addRun(TokenStream tokens, int blocks) {
    if (blocks > 0) {
      int size = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(blocks);
      tokens.add(0, size << 4, blocks - (1 << size));
    }
  }
}
