package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.internal.raster.ByteNumbers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Takes one sample of each pixel out of decompressed rows, scaled to 0..255. */
final class SampleReader {
  private final TiffLayout layout;
  private final RowLayout row;
  private final ByteOrder order;
  private final int plane;
  private final int depth;
  private final int pixelBits;
  private final int bitOffset;
  private final double scale;
  private final long middle;

  /**
   * Reads a sample.
   *
   * @param sample its number in the pixel
   */
  SampleReader(TiffLayout layout, RowLayout row, ByteOrder order, int sample) {
    this.layout = layout;
    this.row = row;
    this.order = order;
    plane = layout.separate() ? sample : 0;
    depth = layout.depths().get(sample);
    pixelBits = layout.pixelBits(plane);
    int before = 0;
    for (int i = 0; !layout.separate() && i < sample; i++) {
      before += layout.depths().get(i);
    }
    bitOffset = before;
    scale = 255 / (Math.pow(2, depth) - 1);
    middle = layout.format() == TiffLayout.SampleFormat.SIGNED ? 1L << (depth - 1) : 0;
  }

  /** Writes the samples of {@code count} pixels from pixel {@code from} on, 0..255. */
  void read(byte[] bytes, int from, float[] out, int count) {
    boolean floating = layout.format() == TiffLayout.SampleFormat.FLOATING_POINT;
    forEachColumn(
        from,
        count,
        (column, at, to, length) -> {
          long firstBit = bit(column, at);
          if (floating) {
            readFloats(bytes, firstBit, out, to, length);
          } else if (depth == 8 && pixelBits % 8 == 0 && firstBit % 8 == 0 && middle == 0) {
            readBytes(bytes, (int) (firstBit / 8), out, to, length);
          } else {
            for (int i = 0; i < length; i++) {
              long value = value(bytes, firstBit + (long) i * pixelBits);
              out[to + i] = (float) (unsigned(value + middle) * scale);
            }
          }
        });
  }

  /** Writes the samples as whole numbers; those of more than 16 bits lose their lowest. */
  void readNumbers(byte[] bytes, int from, int[] out, int count) {
    int lost = Math.max(0, depth - 16);
    forEachColumn(
        from,
        count,
        (column, at, to, length) -> {
          long firstBit = bit(column, at);
          for (int i = 0; i < length; i++) {
            out[to + i] = (int) (value(bytes, firstBit + (long) i * pixelBits) >>> lost);
          }
        });
  }

  private interface Part {
    void read(int column, long from, int to, int length);
  }

  private void forEachColumn(int from, int count, Part part) {
    long width = layout.chunks().width();
    int done = 0;
    while (done < count) {
      int column = (int) ((from + done) / width);
      long at = (from + done) % width;
      int length = (int) Math.min(count - done, width - at);
      part.read(column, at, done, length);
      done += length;
    }
  }

  private long bit(int column, long at) {
    return row.offset(plane, column) * 8L + at * pixelBits + bitOffset;
  }

  private void readBytes(byte[] bytes, int first, float[] out, int to, int length) {
    int step = pixelBits / 8;
    for (int i = 0, at = first; i < length; i++, at += step) {
      out[to + i] = ByteNumbers.of(bytes[at]);
    }
  }

  private double unsigned(long value) {
    if (depth == 64) {
      return value >= 0 ? value : value + 0x1p64;
    }
    return value & ((1L << depth) - 1);
  }

  /** The bits of a sample. Whole bytes are in the file's order, others have the highest first. */
  private long value(byte[] bytes, long bit) {
    int at = (int) (bit >> 3);
    if ((depth & 7) == 0 && (bit & 7) == 0) {
      long value = 0;
      int size = depth / 8;
      for (int i = 0; i < size; i++) {
        int shift = order == ByteOrder.BIG_ENDIAN ? size - 1 - i : i;
        value |= (bytes[at + i] & 0xFFL) << (8 * shift);
      }
      return value;
    }
    long value = 0;
    int left = depth;
    int inByte = (int) (bit & 7);
    while (left > 0) {
      int take = Math.min(left, 8 - inByte);
      int part = ((bytes[at] & 0xFF) >> (8 - inByte - take)) & ((1 << take) - 1);
      value = (value << take) | part;
      left -= take;
      inByte = 0;
      at++;
    }
    return value;
  }

  /** Floating point is 0..1. */
  private void readFloats(byte[] bytes, long firstBit, float[] out, int to, int length) {
    ByteBuffer row = ByteBuffer.wrap(bytes).order(order);
    for (int i = 0; i < length; i++) {
      int at = (int) ((firstBit + (long) i * pixelBits) / 8);
      double value =
          switch (depth) {
            case 16 -> half(row.getShort(at) & 0xFFFF);
            case 24 -> ofTwentyFourBits((int) value(bytes, 8L * at));
            case 32 -> row.getFloat(at);
            default -> row.getDouble(at);
          };
      // Not a number is black.
      out[to + i] = value > 0 ? (float) Math.min(255, value * 255) : 0;
    }
  }

  private static double half(int bits) {
    int exponent = (bits >> 10) & 31;
    int fraction = bits & 1023;
    double value =
        exponent == 0 ? Math.scalb(fraction, -24) : Math.scalb(1024 + fraction, exponent - 25);
    return bits >> 15 == 0 ? value : -value;
  }

  /** A sign, 7 bits of exponent and 16 of fraction. */
  private static double ofTwentyFourBits(int bits) {
    int exponent = (bits >> 16) & 127;
    int fraction = bits & 0xFFFF;
    double value =
        exponent == 0 ? Math.scalb(fraction, -78) : Math.scalb(65536 + fraction, exponent - 79);
    return (bits >> 23 & 1) == 0 ? value : -value;
  }
}
