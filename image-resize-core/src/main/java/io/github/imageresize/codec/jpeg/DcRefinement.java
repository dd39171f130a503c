package io.github.imageresize.codec.jpeg;

import java.util.List;

/** A further bit of the DC coefficients of a progressive JPEG (T.81 G.1.2.1). */
final class DcRefinement extends StoredScan {
  private final int bit;

  DcRefinement(EntropyReader reader, List<CoefficientStore> stores, int restartInterval, int bit) {
    super(reader, stores, restartInterval);
    this.bit = bit;
  }

  @Override
  int decodeBlocks(int component, int blockRow, int from, int to, int start) {
    byte[] window = reader().window();
    short[] row = store(component).row(blockRow);
    int at = start;
    for (int block = from; block < to && !reader().exhausted(); block++) {
      int value = (window[at >>> 3] >> (7 - (at & 7))) & 1;
      row[block] |= (short) (value << bit);
      at = within(at + 1);
    }
    return at;
  }

  @Override
  void reset() {
    // A bit depends on nothing before it.
  }
}
