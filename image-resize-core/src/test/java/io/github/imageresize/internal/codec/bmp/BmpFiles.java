package io.github.imageresize.internal.codec.bmp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes bitmaps of all kinds for tests. */
final class BmpFiles {
  static final int INFO = 40;

  private int headerSize = INFO;
  private int width = 5;
  private int height = 4;
  private int depth = 24;
  private int compression;
  private int colorsUsed;
  private int[] masks = {};
  private int[] palette = {};
  private byte[] pixels = {};

  private BmpFiles() {}

  static BmpFiles bmp() {
    return new BmpFiles();
  }

  BmpFiles header(int bytes) {
    headerSize = bytes;
    return this;
  }

  BmpFiles size(int newWidth, int newHeight) {
    width = newWidth;
    height = newHeight;
    return this;
  }

  BmpFiles depth(int bits, int method) {
    depth = bits;
    compression = method;
    return this;
  }

  BmpFiles masks(int... values) {
    masks = values;
    return this;
  }

  /** Colours as 0xrrggbb. */
  BmpFiles palette(int... colors) {
    palette = colors;
    colorsUsed = colors.length;
    return this;
  }

  BmpFiles pixels(int... bytes) {
    pixels = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      pixels[i] = (byte) bytes[i];
    }
    return this;
  }

  /** Rows from the lower one up, each of values of {@code depth} bits. */
  BmpFiles values(long[][] rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (long[] row : rows) {
      byte[] bytes = new byte[(row.length * depth + 31) / 32 * 4];
      for (int x = 0; x < row.length; x++) {
        for (int bit = 0; bit < depth; bit++) {
          // Whole bytes begin with the lowest, parts of bytes with the highest.
          int at = depth < 8 ? x * depth + bit : 0;
          if (depth < 8) {
            bytes[at / 8] |= (byte) ((row[x] >> (depth - 1 - bit) & 1) << (7 - at % 8));
          } else {
            bytes[x * depth / 8 + bit / 8] |= (byte) ((row[x] >> bit & 1) << bit % 8);
          }
        }
      }
      out.writeBytes(bytes);
    }
    pixels = out.toByteArray();
    return this;
  }

  byte[] file() {
    byte[] header = headerBytes(height);
    ByteBuffer file = buffer(14 + header.length + pixels.length);
    file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0);
    file.putInt(14 + header.length);
    return file.put(header).put(pixels).array();
  }

  /** As an icon's picture, with a mask of that many bytes behind it. */
  byte[] picture(int... mask) {
    byte[] header = headerBytes(2 * height);
    ByteBuffer picture = buffer(header.length + pixels.length + mask.length);
    picture.put(header).put(pixels);
    for (int bits : mask) {
      picture.put((byte) bits);
    }
    return picture.array();
  }

  private byte[] headerBytes(int claimedHeight) {
    int colorBytes = headerSize == 12 ? 3 : 4;
    int maskBytes = headerSize == INFO ? 4 * masks.length : 0;
    ByteBuffer header =
        buffer(Math.max(headerSize, 56) + maskBytes + palette.length * colorBytes + 64);
    header.putInt(headerSize);
    if (headerSize == 12) {
      header.putShort((short) width).putShort((short) claimedHeight);
      header.putShort((short) 1).putShort((short) depth);
    } else {
      header.putInt(width).putInt(claimedHeight).putShort((short) 1).putShort((short) depth);
      header.putInt(compression).putInt(0).putInt(0).putInt(0).putInt(colorsUsed).putInt(0);
      for (int mask : masks) {
        header.putInt(mask);
      }
    }
    header.position(headerSize + maskBytes);
    for (int color : palette) {
      header.put((byte) color).put((byte) (color >> 8)).put((byte) (color >> 16));
      if (colorBytes == 4) {
        header.put((byte) 0);
      }
    }
    byte[] used = new byte[header.position()];
    System.arraycopy(header.array(), 0, used, 0, used.length);
    return used;
  }

  /** Icon pictures with their directory; a side of 0 stands for 256. */
  static byte[] icon(int type, int side, byte[]... pictures) {
    int size = 6 + 16 * pictures.length;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ByteBuffer directory = buffer(size);
    directory.putShort((short) 0).putShort((short) type).putShort((short) pictures.length);
    for (byte[] picture : pictures) {
      directory.put((byte) side).put((byte) side).putShort((short) 0);
      directory.putInt(0).putInt(picture.length).putInt(size + data.size());
      data.writeBytes(picture);
    }
    ByteBuffer file = buffer(size + data.size());
    return file.put(directory.array()).put(data.toByteArray()).array();
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
