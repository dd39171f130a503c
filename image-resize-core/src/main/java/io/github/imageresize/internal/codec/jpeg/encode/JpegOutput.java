package io.github.imageresize.internal.codec.jpeg.encode;

import java.util.Arrays;

/** The bytes of a JPEG: markers and parameters as they are, scan data with stuffing (F.1.2.3). */
final class JpegOutput {
  private byte[] bytes = new byte[1 << 14];
  private int length;
  private long pending;
  private int pendingBits;

  void writeByte(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  void writeShort(int value) {
    writeByte(value >> 8);
    writeByte(value);
  }

  void writeBytes(byte[] values) {
    ensure(values.length);
    System.arraycopy(values, 0, bytes, length, values.length);
    length += values.length;
  }

  /**
   * Writes tokens of a {@link TokenStream}.
   *
   * @param words of {@link HuffmanCode}, those of the tables one behind the other
   */
  void write(int[] tokens, int count, int[] words) {
    ensure(8 * count + 16);
    byte[] out = bytes;
    int at = length;
    long bits = pending;
    int number = pendingBits;
    for (int i = 0; i < count; i++) {
      int token = tokens[i];
      int word = words[token >>> 16];
      int codeLength = word & 31;
      int extra = word >> 5 & 31;
      bits = (bits << codeLength | word >>> 10) << extra | (token & 0xFFFF);
      number += codeLength + extra;
      if (number >= Integer.SIZE) {
        number -= Integer.SIZE;
        int four = (int) (bits >>> number);
        at = writeFour(out, at, four);
      }
    }
    length = at;
    pending = bits;
    pendingBits = number;
  }

  private static int writeFour(byte[] out, int start, int four) {
    int at = start;
    boolean anyFF = ((~four - 0x01010101) & four & 0x80808080) != 0;
    if (!anyFF) {
      out[at] = (byte) (four >> 24);
      out[at + 1] = (byte) (four >> 16);
      out[at + 2] = (byte) (four >> 8);
      out[at + 3] = (byte) four;
      return at + 4;
    }
    for (int shift = 24; shift >= 0; shift -= 8) {
      at = writeStuffed(out, at, four >> shift);
    }
    return at;
  }

  private static int writeStuffed(byte[] out, int start, int value) {
    int at = start;
    out[at++] = (byte) value;
    if ((byte) value == -1) {
      out[at++] = 0;
    }
    return at;
  }

  /** Ends a scan: fills up the last byte with ones (F.1.2.3). */
  void align() {
    ensure(16);
    int fill = -pendingBits & 7;
    pending = pending << fill | ((1 << fill) - 1);
    pendingBits += fill;
    while (pendingBits > 0) {
      pendingBits -= 8;
      length = writeStuffed(bytes, length, (int) (pending >>> pendingBits));
    }
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
