package io.github.imageresize.internal.effect;

import java.util.Arrays;

/** Small numbers put after each other, the lowest bit first. Reads as zero behind the end. */
final class HashBits {
  private byte[] bytes;
  private int bits;

  HashBits() {
    this(new byte[0]);
  }

  HashBits(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Adds a number of so many bits, rounded to a whole one. */
  void add(int width, double value) {
    int whole = (int) Math.max(0, Math.min((1 << width) - 1, Math.round(value)));
    for (int i = 0; i < width; i++, bits++) {
      if (bits / 8 == bytes.length) {
        bytes = Arrays.copyOf(bytes, bytes.length + 1);
      }
      bytes[bits / 8] |= (byte) ((whole >> i & 1) << bits % 8);
    }
  }

  /** The next number of so many bits. */
  int next(int width) {
    int value = 0;
    for (int i = 0; i < width; i++, bits++) {
      int of = bits / 8 < bytes.length ? bytes[bits / 8] : 0;
      value |= (of >> bits % 8 & 1) << i;
    }
    return value;
  }

  byte[] toByteArray() {
    return bytes.clone();
  }
}
