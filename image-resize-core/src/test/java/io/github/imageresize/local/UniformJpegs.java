package io.github.imageresize.local;

import java.nio.ByteBuffer;

/**
 * JPEGs of one colour throughout, of any coding process and number of components, whose data can
 * end where a test wants it: every symbol is the bit 0.
 */
final class UniformJpegs {
  static final int BASELINE = 0xC0;
  static final int PROGRESSIVE = 0xC2;
  static final int LOSSLESS = 0xC3;

  private UniformJpegs() {}

  /** A whole file. */
  static byte[] whole(int process, int width, int height, int components) {
    long units =
        process == LOSSLESS ? (long) width * height : (width + 7L) / 8 * ((height + 7) / 8);
    long bits = units * components * (process == BASELINE ? 2 : 1);
    return withData(process, width, height, components, (int) ((bits + 7) / 8));
  }

  /** A file with so many bytes of data. */
  static byte[] withData(int process, int width, int height, int components, int bytes) {
    ByteBuffer jpeg = ByteBuffer.allocate(146 + 5 * components + bytes + 2);
    jpeg.putShort((short) 0xFFD8);
    jpeg.putShort((short) 0xFFDB).putShort((short) 67).put((byte) 0);
    for (int i = 0; i < 64; i++) {
      jpeg.put((byte) 1);
    }
    jpeg.putShort((short) (0xFF00 | process)).putShort((short) (8 + 3 * components));
    jpeg.put((byte) 8).putShort((short) height).putShort((short) width).put((byte) components);
    for (int i = 0; i < components; i++) {
      jpeg.put((byte) (i + 1)).put((byte) 0x11).put((byte) 0);
    }
    for (int table : new int[] {0, 0x10}) {
      jpeg.putShort((short) 0xFFC4).putShort((short) 20).put((byte) table).put((byte) 1);
      jpeg.put(new byte[15]).put((byte) 0);
    }
    jpeg.putShort((short) 0xFFDA).putShort((short) (6 + 2 * components)).put((byte) components);
    for (int i = 0; i < components; i++) {
      jpeg.put((byte) (i + 1)).put((byte) 0);
    }
    boolean spectral = process == BASELINE || process == 0xC1 || process == 0xC9;
    jpeg.put((byte) (process == LOSSLESS ? 1 : 0)).put((byte) (spectral ? 63 : 0)).put((byte) 0);
    return jpeg.put(new byte[bytes]).putShort((short) 0xFFD9).array();
  }
}
