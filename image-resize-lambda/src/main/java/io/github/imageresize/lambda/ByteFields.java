package io.github.imageresize.lambda;

/** Bytes of which those past the end are -1, so that a header that is cut off is never valid. */
final class ByteFields {
  private final byte[] bytes;

  ByteFields(byte[] bytes) {
    this.bytes = bytes;
  }

  int length() {
    return bytes.length;
  }

  int at(int index) {
    return index < bytes.length ? bytes[index] & 0xFF : -1;
  }

  boolean begins(int offset, int... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (at(offset + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  int bigEndian(int offset, int count) {
    int value = 0;
    for (int i = offset; i < offset + count; i++) {
      if (i >= bytes.length) {
        return -1;
      }
      value = value << 8 | at(i);
    }
    return value;
  }

  int littleEndian(int offset, int count) {
    int value = 0;
    for (int i = offset + count - 1; i >= offset; i--) {
      if (i >= bytes.length) {
        return -1;
      }
      value = value << 8 | at(i);
    }
    return value;
  }
}
