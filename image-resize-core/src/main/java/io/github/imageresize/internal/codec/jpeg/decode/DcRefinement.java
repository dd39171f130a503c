package io.github.imageresize.internal.codec.jpeg.decode;

import java.util.List;

/** A further bit of the DC coefficients of a progressive JPEG (T.81 G.1.2.1). */
final class DcRefinement extends StoredScan {
  private final UnitBlocks blocks;
  private final int bit;

  /**
   * A scan before its first block.
   *
   * @param bit the bit that the scan holds
   */
  DcRefinement(EntropyReader reader, List<CoefficientStore> stores, int restartInterval, int bit) {
    super(reader, stores, restartInterval);
    this.bit = bit;
    blocks = new UnitBlocks(stores);
  }

  /** A bit's place depends on nothing, so each block of the units is gone through by itself. */
  @Override
  int decodeUnits(int row, int from, int to, int start) {
    blocks.moveTo(row);
    int count = blocks.count();
    int at = start;
    int unit = from;
    while (unit < to && !reader().exhausted()) {
      int loaded = Math.max(1, (reader().limit() - at) / count);
      int end = Math.min(to, unit + loaded);
      for (int i = 0; i < count; i++) {
        int first = blocks.first[i];
        refine(blocks.rows[i], first + unit * blocks.step[i], blocks.step[i], end - unit, at + i);
      }
      at = within(at + (end - unit) * count);
      unit = end;
    }
    return at;
  }

  private void refine(short[] row, int firstBlock, int step, int units, int firstBit) {
    byte[] window = reader().window();
    int at = firstBit;
    int block = firstBlock;
    for (int i = 0; i < units; i++) {
      int value = (window[at >>> 3] >> (7 - (at & 7))) & 1;
      row[block] |= (short) (value << bit);
      at += blocks.count();
      block += step;
    }
  }

  @Override
  void reset() {
    // A bit depends on nothing before it.
  }
}
