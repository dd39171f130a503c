package io.github.imageresize.local;

import java.io.ByteArrayOutputStream;
import java.util.zip.Adler32;

/**
 * Zlib streams that begin with blocks of nothing, each of which brings codes of its own (RFC 1951
 * section 3.2.7): much work for which nothing comes out.
 */
final class EmptyBlocks {
  /** The lengths of codes that come before others, up to that of 1 (RFC 1951 section 3.2.7). */
  private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1};

  private static final int LONGEST_STORED = 65_535;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long bits;
  private int count;

  private EmptyBlocks() {}

  /**
   * A stream of data.
   *
   * @param length how many bytes of empty blocks there are before the data
   */
  static byte[] before(byte[] data, int length) {
    return within(data, 0, length);
  }

  /**
   * A stream of data.
   *
   * @param head how many bytes of the data there are before the empty blocks
   * @param length how many bytes of empty blocks there are
   */
  static byte[] within(byte[] data, int head, int length) {
    EmptyBlocks eight = new EmptyBlocks();
    for (int i = 0; i < 8; i++) {
      eight.block();
    }
    byte[] whole = eight.out.toByteArray();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.write(0x78);
    stream.write(0x9C);
    if (head > 0) {
      store(stream, data, 0, head);
    }
    while (stream.size() < length) {
      stream.writeBytes(whole);
    }
    for (int from = head; from < data.length; from += LONGEST_STORED) {
      store(stream, data, from, Math.min(data.length, from + LONGEST_STORED));
    }
    Adler32 checksum = new Adler32();
    checksum.update(data);
    for (int shift = 24; shift >= 0; shift -= 8) {
      stream.write((int) (checksum.getValue() >> shift));
    }
    return stream.toByteArray();
  }

  private static void store(ByteArrayOutputStream stream, byte[] data, int from, int to) {
    int length = to - from;
    stream.write(to == data.length ? 1 : 0);
    stream.write(length);
    stream.write(length >> 8);
    stream.write(~length);
    stream.write(~length >> 8);
    stream.write(data, from, length);
  }

  /** Of codes for nothing but the end of the block. */
  private void block() {
    write(2 << 1, 3); // not the last, with codes of its own
    write(0, 5 + 5);
    write(ORDER.length - 4, 4);
    for (int symbol : ORDER) {
      write(symbol == 18 || symbol == 1 ? 1 : 0, 3);
    }
    write(1, 1);
    write(138 - 11, 7);
    write(1, 1);
    write(118 - 11, 7); // none of the 256 literals has a code
    write(0, 1 + 1); // the end of the block has, and a distance
    write(0, 1);
  }

  private void write(int value, int length) {
    bits |= (long) value << count;
    for (count += length; count >= 8; count -= 8) {
      out.write((int) bits);
      bits >>>= 8;
    }
  }
}
