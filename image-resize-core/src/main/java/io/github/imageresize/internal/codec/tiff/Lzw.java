package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.internal.codec.lzw.LzwDecoder;

/**
 * TIFF 6.0 section 13: codes of 9 to 12 bits, the highest bit first, whose length grows one code
 * early. Files of libraries from before that have the lowest bit first and grow in time.
 */
final class Lzw implements Decompressor {
  private final StoredBytes codes = new StoredBytes();
  private final LzwDecoder decoder = new LzwDecoder();

  @Override
  public void open(Chunk chunk) {
    byte[] bytes = chunk.bytes();
    int at = chunk.from();
    // The first code is to clear the table: 0x80 0x00, or 0x00 and an odd byte the other way.
    boolean lowestFirst = chunk.to() - at >= 2 && bytes[at] == 0 && (bytes[at + 1] & 1) == 1;
    codes.open(chunk);
    decoder.open(codes::read, Byte.SIZE, lowestFirst, lowestFirst ? 0 : 1);
  }

  @Override
  public int read(byte[] out, int offset, int count) {
    return decoder.read(out, offset, count);
  }
}
