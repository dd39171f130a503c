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

  /**
   * A picture of one colour whose squares of four pixels are coded by groups of codes in turn. Each
   * group takes 20 bits, and has tables in a decoder.
   */
  public static byte[] groups(int width, int height, int groups) {
    int squares = ((width + 3) / 4) * ((height + 3) / 4);
    LosslessWebp file = new LosslessWebp(400 + 2 * squares + 3 * groups);
    file.write(0x2F, 8);
    file.write(width - 1, 14);
    file.write(height - 1, 14);
    file.write(0, 1 + 3); // no alpha, version 0
    file.write(0, 2); // no transform, no colour cache
    file.write(1, 1); // groups of codes
    file.write(0, 3); // for each four pixels either way
    file.write(0, 1); // their numbers without a colour cache
    file.codeOfBytes(280);
    file.codeOfBytes(256);
    for (int i = 0; i < 3; i++) {
      file.shortCode();
    }
    for (int square = 0; square < squares; square++) {
      file.codeWord(square % groups & 0xFF);
      file.codeWord(square % groups >> 8);
    }
    for (int i = 0; i < 5 * groups; i++) {
      file.shortCode();
    }
    return file.toFile();
  }

  /** Gives the bytes as symbols words of eight bits, and the rest of the alphabet none. */
  private void codeOfBytes(int alphabet) {
    write(0, 1); // no simple code
    write(8, 4); // twelve lengths of the code for lengths
    for (int i = 0; i < 12; i++) {
      write(i == 2 || i == 11 ? 1 : 0, 3); // of lengths 0 and 8
    }
    write(0, 1); // a length for each symbol
    for (int symbol = 0; symbol < alphabet; symbol++) {
      write(symbol < 256 ? 1 : 0, 1);
    }
  }

  /** The word of a byte, of which the first bit counts most. */
  private void codeWord(int symbol) {
    for (int bit = 7; bit >= 0; bit--) {
      write(symbol >> bit, 1);
    }
  }

  /** A code of symbol 0 alone. */
  private void shortCode() {
    write(1, 1);
    write(0, 1);
    write(0, 1);
    write(0, 1);
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
