package io.github.imageresize.internal.codec.webp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Draws lossless WebP files (RFC 9649 section 3) of one or two greens; knows no decoder. */
public final class LosslessWebp {
  private final byte[] bits;
  private int count;

  private LosslessWebp(int bytes) {
    bits = new byte[bytes];
  }

  /** A picture of one colour, which takes no bit a pixel: some 30 bytes whatever the sides. */
  public static byte[] plain(int width, int height) {
    LosslessWebp file = new LosslessWebp(24);
    file.head(width, height);
    file.simpleCode(100);
    file.otherCodes();
    return file.toFile();
  }

  /** A picture of green 60 and green 200 at random, which takes a bit a pixel. */
  public static byte[] noise(int width, int height) {
    LosslessWebp file = new LosslessWebp(24 + (width * height + 7) / 8);
    file.head(width, height);
    file.write(1, 1); // a simple code
    file.write(1, 1); // of two symbols
    file.write(1, 1); // the first of eight bits
    file.write(60, 8);
    file.write(200, 8);
    file.otherCodes();
    Random random = new Random(9);
    for (int i = 0; i < width * height; i++) {
      file.write(random.nextInt(2), 1);
    }
    return file.toFile();
  }

  private void head(int width, int height) {
    write(0x2F, 8);
    write(width - 1, 14);
    write(height - 1, 14);
    write(0, 1 + 3); // no alpha, version 0
    write(0, 3); // no transform, no colour cache, one group of codes
  }

  /** Red, blue, alpha and distance. */
  private void otherCodes() {
    simpleCode(10);
    simpleCode(20);
    simpleCode(255);
    simpleCode(0);
  }

  private void simpleCode(int symbol) {
    write(1, 1);
    write(0, 1);
    write(1, 1);
    write(symbol, 8);
  }

  private void write(int value, int length) {
    for (int i = 0; i < length; i++, count++) {
      bits[count / 8] |= (byte) ((value >> i & 1) << count % 8);
    }
  }

  private byte[] toFile() {
    int length = (count + 7) / 8 + 1 & ~1;
    ByteBuffer file = ByteBuffer.allocate(20 + length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(12 + length);
    file.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII)).putInt(length);
    file.put(bits, 0, Math.min(length, bits.length));
    return file.array();
  }
}
