package io.github.imageresize.internal.codec.tiff;

import java.util.Arrays;

/** TIFF 6.0 section 9. */
final class PackBits implements Decompressor {
  private Chunk chunk = new Chunk(new byte[0], 0, 0);
  private int at;
  private int literal;
  private int repeated;
  private byte value;

  @Override
  public void open(Chunk next) {
    chunk = next;
    at = next.from();
    literal = 0;
    repeated = 0;
  }

  @Override
  public int read(byte[] out, int offset, int length) {
    int to = offset;
    int end = offset + length;
    byte[] bytes = chunk.bytes();
    while (to < end) {
      if (literal > 0) {
        int count = Math.min(Math.min(literal, end - to), chunk.to() - at);
        if (count == 0) {
          break;
        }
        System.arraycopy(bytes, at, out, to, count);
        at += count;
        to += count;
        literal -= count;
      } else if (repeated > 0) {
        int count = Math.min(repeated, end - to);
        Arrays.fill(out, to, to + count, value);
        to += count;
        repeated -= count;
      } else if (!next(bytes)) {
        break;
      }
    }
    return to - offset;
  }

  private boolean next(byte[] bytes) {
    if (at >= chunk.to()) {
      return false;
    }
    int code = bytes[at++];
    if (code >= 0) {
      literal = code + 1;
    } else if (code != -128) {
      if (at >= chunk.to()) {
        return false;
      }
      repeated = 1 - code;
      value = bytes[at++];
    }
    return true;
  }
}
