package io.github.imageresize.internal.codec.jpeg.encode;

import io.github.imageresize.internal.codec.jpeg.ZigZag;

/**
 * The quantised coefficients of a row of blocks, one array for each zigzag index, and for each
 * block the mask of those that are not zero.
 *
 * <p>Coefficients are rounded by adding {@link #ROUNDING}, at which floats are one apart: the sum's
 * low bits are the integer, and HotSpot need not convert, which it does not do in vectors. The mask
 * is made in floats as well: 21 summands of 0 or 2^k are exact in a float of 24 bits.
 */
final class QuantizedBlocks {
  /** 1.5 × 2^23. */
  static final float ROUNDING = 12_582_912f;

  private static final int MASK_BITS = 21;

  private final float[][] coefficients;
  private final float[][] maskParts;

  QuantizedBlocks(int blocks) {
    coefficients = new float[ZigZag.LENGTH][blocks];
    maskParts = new float[3][blocks];
  }

  /** Where a transform writes the coefficients of a zigzag index, with {@link #ROUNDING} added. */
  float[] rounded(int zigzag) {
    return coefficients[zigzag];
  }

  /** A coefficient as an integer. */
  int value(int zigzag, int block) {
    return (short) Float.floatToRawIntBits(coefficients[zigzag][block]);
  }

  /** Finds the AC coefficients that are not zero, after all have been written. */
  void findNonZero(int blocks) {
    for (int part = 0; part < maskParts.length; part++) {
      float[] mask = maskParts[part];
      int first = 1 + part * MASK_BITS;
      for (int i = 0; i < MASK_BITS; i += 3) {
        float weight = 1 << i;
        float[] a = coefficients[first + i];
        float[] b = coefficients[first + i + 1];
        float[] c = coefficients[first + i + 2];
        if (i == 0) {
          setBits(mask, a, b, c, blocks);
        } else {
          addBits(mask, a, b, c, weight, blocks);
        }
      }
    }
  }

  private static void setBits(float[] mask, float[] a, float[] b, float[] c, int blocks) {
    for (int i = 0; i < blocks; i++) {
      mask[i] =
          Math.min(Math.abs(a[i] - ROUNDING), 1)
              + Math.min(Math.abs(b[i] - ROUNDING), 1) * 2
              + Math.min(Math.abs(c[i] - ROUNDING), 1) * 4;
    }
  }

  private static void addBits(
      float[] mask, float[] a, float[] b, float[] c, float weight, int blocks) {
    for (int i = 0; i < blocks; i++) {
      mask[i] +=
          (Math.min(Math.abs(a[i] - ROUNDING), 1)
                  + Math.min(Math.abs(b[i] - ROUNDING), 1) * 2
                  + Math.min(Math.abs(c[i] - ROUNDING), 1) * 4)
              * weight;
    }
  }

  /** The AC coefficients of a block that are not zero: bit k for zigzag index k. */
  long nonZero(int block) {
    long low = (int) maskParts[0][block];
    long middle = (int) maskParts[1][block];
    long high = (int) maskParts[2][block];
    return (low | (middle << MASK_BITS) | high << (2 * MASK_BITS)) << 1;
  }
}
