package io.github.imageresize.internal.codec.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns the differences of a row of a strip or tile back into samples. */
interface Predictor {

  /** Works on the bytes of a row. */
  void undo(byte[] bytes, int offset, int length);

  /**
   * The predictor of a picture.
   *
   * @param order of the bytes of a sample
   */
  static Predictor of(TiffLayout layout, ByteOrder order) {
    int samples = layout.separate() ? 1 : layout.samples();
    int size = layout.depths().get(0) / 8;
    return switch (layout.predictor()) {
      case 2 ->
          size == 1
              ? new ByteDifferences(samples)
              : (bytes, offset, length) -> addNumbers(bytes, offset, length, samples, size, order);
      case 3 -> {
        Predictor differences = new ByteDifferences(samples);
        yield (bytes, offset, length) -> {
          differences.undo(bytes, offset, length);
          joinBytes(bytes, offset, length, size, order);
        };
      }
      default -> (bytes, offset, length) -> {};
    };
  }

  private static void addNumbers(
      byte[] bytes, int offset, int length, int samples, int size, ByteOrder order) {
    ByteBuffer row = ByteBuffer.wrap(bytes).order(order);
    int step = samples * size;
    for (int at = offset + step; at + size <= offset + length; at += size) {
      switch (size) {
        case 2 -> row.putShort(at, (short) (row.getShort(at) + row.getShort(at - step)));
        case 4 -> row.putInt(at, row.getInt(at) + row.getInt(at - step));
        default -> row.putLong(at, row.getLong(at) + row.getLong(at - step));
      }
    }
  }

  /** The highest bytes of all samples come first, then the next (TIFF Technical Note 3). */
  private static void joinBytes(byte[] bytes, int offset, int length, int size, ByteOrder order) {
    byte[] split = new byte[length];
    System.arraycopy(bytes, offset, split, 0, length);
    int count = length / size;
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < size; k++) {
        int to = order == ByteOrder.BIG_ENDIAN ? k : size - 1 - k;
        bytes[offset + i * size + to] = split[k * count + i];
      }
    }
  }
}
