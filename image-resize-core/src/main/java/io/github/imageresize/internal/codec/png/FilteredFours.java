package io.github.imageresize.internal.codec.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Undoes filters of pixels of four bytes, with the neighbours kept in registers. */
final class FilteredFours {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int UPPER_BITS = 0x80808080;

  private FilteredFours() {}

  static void undoSub(byte[] filtered, int from, byte[] row, int length) {
    int left = 0;
    for (int i = 0; i < length; i += 4) {
      left = sumOfBytes((int) INT.get(filtered, from + i), left);
      INT.set(row, i, left);
    }
  }

  static void undoAverage(byte[] filtered, int from, byte[] row, byte[] previous, int length) {
    int left = 0;
    for (int i = 0; i < length; i += 4) {
      int average = averageOfBytes(left, (int) INT.get(previous, i));
      left = sumOfBytes((int) INT.get(filtered, from + i), average);
      INT.set(row, i, left);
    }
  }

  static void undoPaeth(byte[] filtered, int from, byte[] row, byte[] previous, int length) {
    int left0 = 0;
    int left1 = 0;
    int left2 = 0;
    int left3 = 0;
    int corner0 = 0;
    int corner1 = 0;
    int corner2 = 0;
    int corner3 = 0;
    for (int i = 0; i < length; i += 4) {
      int up0 = previous[i] & 0xFF;
      int up1 = previous[i + 1] & 0xFF;
      int up2 = previous[i + 2] & 0xFF;
      int up3 = previous[i + 3] & 0xFF;
      left0 = (filtered[from + i] + PngFilter.paeth(left0, up0, corner0)) & 0xFF;
      left1 = (filtered[from + i + 1] + PngFilter.paeth(left1, up1, corner1)) & 0xFF;
      left2 = (filtered[from + i + 2] + PngFilter.paeth(left2, up2, corner2)) & 0xFF;
      left3 = (filtered[from + i + 3] + PngFilter.paeth(left3, up3, corner3)) & 0xFF;
      row[i] = (byte) left0;
      row[i + 1] = (byte) left1;
      row[i + 2] = (byte) left2;
      row[i + 3] = (byte) left3;
      corner0 = up0;
      corner1 = up1;
      corner2 = up2;
      corner3 = up3;
    }
  }

  /** Adds four bytes to four others. */
  static int sumOfBytes(int a, int b) {
    return ((a & ~UPPER_BITS) + (b & ~UPPER_BITS)) ^ ((a ^ b) & UPPER_BITS);
  }

  /** Halves of the sums of four bytes and four others, without what is behind the point. */
  static int averageOfBytes(int a, int b) {
    return (a & b) + ((a ^ b) >>> 1 & ~UPPER_BITS);
  }
}
