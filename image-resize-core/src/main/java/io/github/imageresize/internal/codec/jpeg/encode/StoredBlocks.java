package io.github.imageresize.internal.codec.jpeg.encode;

import io.github.imageresize.internal.codec.jpeg.ZigZag;

/**
 * A row of quantised blocks, kept for several scans: the coefficients, and for each number of bits
 * that a scan may leave to others the mask of those that it sees as not zero.
 */
final class StoredBlocks {
  /** The most bits that are left to refinement. */
  static final int MOST_BITS_LEFT = 2;

  private final short[] values;
  private final long[][] nonZero;

  /** A copy of the first blocks of a row. */
  StoredBlocks(QuantizedBlocks row, int blocks) {
    values = new short[blocks * ZigZag.LENGTH];
    nonZero = new long[MOST_BITS_LEFT + 1][blocks];
    for (int block = 0; block < blocks; block++) {
      values[block * ZigZag.LENGTH] = (short) row.value(0, block);
      for (long rest = row.nonZero(block); rest != 0; rest &= rest - 1) {
        store(Long.numberOfTrailingZeros(rest), block, row);
      }
    }
  }

  private void store(int zigzag, int block, QuantizedBlocks row) {
    int value = row.value(zigzag, block);
    values[block * ZigZag.LENGTH + zigzag] = (short) value;
    int magnitude = Math.abs(value);
    for (int bits = 0; bits <= MOST_BITS_LEFT && magnitude >> bits != 0; bits++) {
      nonZero[bits][block] |= 1L << zigzag;
    }
  }

  /** A coefficient. */
  int value(int zigzag, int block) {
    return values[block * ZigZag.LENGTH + zigzag];
  }

  /**
   * The AC coefficients of a block that are not zero without their lowest bits: bit k for zigzag
   * index k.
   *
   * @param bitsLeft how many bits are left out, at most {@link #MOST_BITS_LEFT}
   */
  long nonZero(int block, int bitsLeft) {
    return nonZero[bitsLeft][block];
  }
}
