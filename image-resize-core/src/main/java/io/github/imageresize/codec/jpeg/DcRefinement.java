package io.github.imageresize.codec.jpeg;

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

  @Override
  int decodeUnits(int row, int from, int to, int start) {
    blocks.moveTo(row);
    short[][] rows = blocks.rows;
    byte[] window = reader().window();
    int at = start;
    for (int unit = from; unit < to && !reader().exhausted(); unit++) {
      for (int block = 0; block < rows.length; block++) {
        int value = (window[at >>> 3] >> (7 - (at & 7))) & 1;
        rows[block][blocks.first[block] + unit * blocks.step[block]] |= (short) (value << bit);
        at++;
      }
      at = within(at);
    }
    return at;
  }

  @Override
  void reset() {
    // A bit depends on nothing before it.
  }
}
