package io.github.imageresize.internal.codec.bmp;

/** Numbers of a file, least significant byte first; 0 where the file has ended. */
final class LittleEndian {
  private final byte[] bytes;

  LittleEndian(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  int int8(long at) {
    return at >= 0 && at < bytes.length ? bytes[(int) at] & 0xFF : 0;
  }

  int int16(long at) {
    return int8(at) | (int8(at + 1) << 8);
  }

  int int32(long at) {
    return int16(at) | (int16(at + 2) << 16);
  }

  long unsigned32(long at) {
    return int32(at) & 0xFFFFFFFFL;
  }
}
