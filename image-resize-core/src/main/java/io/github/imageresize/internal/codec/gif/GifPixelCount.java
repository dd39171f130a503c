package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.Deadline;
import io.github.imageresize.internal.codec.lzw.LzwCodes;

/**
 * How many pixels a frame's data hold, told by the lengths of its codes alone. Where they are fewer
 * than the frame has, the picture needs alpha, which has to be known before the first row.
 */
final class GifPixelCount {
  /** The heap that counting takes. */
  static final int MEMORY = 32 << 10;

  private static final int CODES_BETWEEN_CHECKS = 1 << 20;

  private GifPixelCount() {}

  /**
   * Counts the pixels up to the end of the data, or to where they are damaged.
   *
   * @param start index of the frame's LZW code size
   * @param most where counting may end
   */
  static long of(byte[] gif, int start, long most, Deadline deadline) {
    int size = gif[start] & 0xFF;
    int clearCode = 1 << size;
    int[] lengths = new int[1 << LzwCodes.LONGEST];
    LzwCodes data = new LzwCodes();
    data.open(new GifSubBlocks(gif, start + 1), true);
    int codes = clearCode + 2;
    int codeSize = size + 1;
    int previousLength = 0;
    long pixels = 0;
    int untilCheck = CODES_BETWEEN_CHECKS;
    while (pixels < most) {
      int code = data.next(codeSize);
      if (code == clearCode) {
        codes = clearCode + 2;
        codeSize = size + 1;
        previousLength = 0;
        continue;
      }
      boolean next = code == codes && previousLength > 0;
      if (code == LzwCodes.NONE || code == clearCode + 1 || (code >= codes && !next)) {
        return pixels;
      }
      int length = next ? previousLength + 1 : code < clearCode ? 1 : lengths[code];
      if (previousLength > 0 && codes < lengths.length) {
        lengths[codes++] = previousLength + 1;
      }
      if (codes == 1 << codeSize && codeSize < LzwCodes.LONGEST) {
        codeSize++;
      }
      pixels += length;
      previousLength = length;
      if (--untilCheck == 0) {
        deadline.check();
        untilCheck = CODES_BETWEEN_CHECKS;
      }
    }
    return most;
  }
}
