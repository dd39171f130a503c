package io.github.imageresize.internal.codec.png;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Makes PNG files of every kind, chunk by chunk; knows nothing of the decoder. */
public final class PngFiles {
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public PngFiles() {
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
  }

  public PngFiles chunk(String type, byte[] data) {
    return chunk(type, data, 0);
  }

  public PngFiles chunk(String type, byte[] data, int crcError) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue() ^ crcError).array());
    return this;
  }

  public PngFiles header(int width, int height, int depth, int colorType, boolean interlaced) {
    ByteBuffer data = ByteBuffer.allocate(13).putInt(width).putInt(height);
    data.put((byte) depth).put((byte) colorType);
    data.put(12, (byte) (interlaced ? 1 : 0));
    return chunk("IHDR", data.array());
  }

  public byte[] end() {
    return chunk("IEND", new byte[0]).out.toByteArray();
  }

  /** Samples as [y][x][channel], filtered by every filter in turn, in IDAT chunks of 50 bytes. */
  public PngFiles pixels(int[][][] samples, int depth, boolean interlaced) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    int[][] passes = interlaced ? PASSES : new int[][] {{0, 0, 1, 1}};
    for (int[] pass : passes) {
      byte[] previous = null;
      for (int y = pass[1], filter = 0; y < samples.length; y += pass[3], filter++) {
        byte[] row = packed(samples[y], pass[0], pass[2], depth);
        if (row.length == 0) {
          continue;
        }
        previous = previous == null ? new byte[row.length] : previous;
        int distance = Math.max(1, samples[0][0].length * depth / 8);
        raw.write(filter % 5);
        raw.writeBytes(filtered(row, previous, filter % 5, distance));
        previous = row;
      }
    }
    byte[] data = deflated(raw.toByteArray());
    for (int from = 0; from < data.length; from += 50) {
      chunk("IDAT", Arrays.copyOfRange(data, from, Math.min(data.length, from + 50)));
    }
    return this;
  }

  public static byte[] deflated(byte[] raw) {
    Deflater deflater = new Deflater();
    deflater.setInput(raw);
    deflater.finish();
    byte[] buffer = new byte[raw.length + 100];
    int length = deflater.deflate(buffer);
    deflater.end();
    return Arrays.copyOf(buffer, length);
  }

  private static byte[] packed(int[][] row, int firstX, int stepX, int depth) {
    int channels = row[0].length;
    int pixels = Math.max(0, (row.length - firstX + stepX - 1) / stepX);
    byte[] bytes = new byte[(pixels * channels * depth + 7) / 8];
    int bit = 0;
    for (int x = firstX; x < row.length; x += stepX) {
      for (int c = 0; c < channels; c++) {
        for (int b = depth - 1; b >= 0; b--, bit++) {
          bytes[bit / 8] |= (byte) ((row[x][c] >> b & 1) << (7 - bit % 8));
        }
      }
    }
    return bytes;
  }

  private static byte[] filtered(byte[] row, byte[] previous, int filter, int distance) {
    byte[] out = new byte[row.length];
    for (int i = 0; i < row.length; i++) {
      int a = i < distance ? 0 : row[i - distance] & 0xFF;
      int b = previous[i] & 0xFF;
      int c = i < distance ? 0 : previous[i - distance] & 0xFF;
      int predicted =
          switch (filter) {
            case 1 -> a;
            case 2 -> b;
            case 3 -> (a + b) / 2;
            case 4 -> paeth(a, b, c);
            default -> 0;
          };
      out[i] = (byte) (row[i] - predicted);
    }
    return out;
  }

  private static int paeth(int a, int b, int c) {
    int p = a + b - c;
    int pa = Math.abs(p - a);
    int pb = Math.abs(p - b);
    int pc = Math.abs(p - c);
    if (pa <= pb && pa <= pc) {
      return a;
    }
    return pb <= pc ? b : c;
  }
}
