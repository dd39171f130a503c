package io.github.imageresize.internal.codec.lzw;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Codes of up to 12 bits, one behind the other. Not thread-safe. */
public final class LzwCodes {
  /** What {@link #next} gives at the end. */
  public static final int NONE = -1;

  /** The most bits of a code. */
  public static final int LONGEST = 12;

  private static final int WINDOW = 8 << 10;

  private static final VarHandle HIGHEST_FIRST =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LOWEST_FIRST =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private LzwInput input = (into, offset, most) -> 0;
  private boolean lowestFirst;

  /** The bytes that come next; a code may be read with those behind them. */
  private final byte[] window = new byte[WINDOW + Integer.BYTES];

  private int bitAt;
  private int bitEnd;

  /**
   * Begins with other bytes.
   *
   * @param lowestFirst whether a byte's lowest bit is its first
   */
  public void open(LzwInput bytes, boolean lowestFirst) {
    input = bytes;
    this.lowestFirst = lowestFirst;
    bitAt = 0;
    bitEnd = 0;
  }

  /**
   * The next code.
   *
   * @param width its bits, 1..12
   * @return {@link #NONE} if fewer bits are left
   */
  public int next(int width) {
    if (bitEnd - bitAt < width && !fill(width)) {
      return NONE;
    }
    int code = at(bitAt, width);
    bitAt += width;
    return code;
  }

  private boolean fill(int width) {
    int kept = bitAt >>> 3;
    int end = (bitEnd >>> 3) - kept;
    System.arraycopy(window, kept, window, 0, end);
    bitAt &= 7;
    int read;
    do {
      read = input.read(window, end, WINDOW - end);
      end += read;
    } while (read > 0 && end < WINDOW);
    bitEnd = end << 3;
    return bitEnd - bitAt >= width;
  }

  /** Where in {@link #at} the next code stands, in bits. */
  int position() {
    return bitAt;
  }

  /** Where the last code at hand may begin. */
  int lastPosition() {
    return bitEnd - LONGEST;
  }

  /** The code that stands somewhere up to {@link #lastPosition}. */
  int at(int bit, int width) {
    int inByte = bit & 7;
    return lowestFirst
        ? (int) LOWEST_FIRST.get(window, bit >>> 3) >>> inByte & ((1 << width) - 1)
        : (int) HIGHEST_FIRST.get(window, bit >>> 3) << inByte >>> (Integer.SIZE - width);
  }

  /** Goes on from there. */
  void moveTo(int bit) {
    bitAt = bit;
  }
}
