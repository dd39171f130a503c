package io.github.imageresize.internal.deflate;

import java.util.Arrays;

/** Bits in bytes, the lowest of each byte first. */
final class BitOutput {
  private static final int WORD = Long.BYTES;

  byte[] array;

  /** How many bytes are whole. */
  int length;

  /** What follows them, below 8 bits. */
  long bits;

  int count;

  BitOutput(int capacity) {
    array = new byte[capacity];
  }

  /** Makes room for so many bytes more. */
  void reserve(int bytes) {
    if (array.length - length < bytes + WORD) {
      array = Arrays.copyOf(array, Math.max(2 * array.length, length + bytes + WORD));
    }
  }

  /** Writes at most 56 bits; there must be room. */
  void write(long value, int valueBits) {
    bits |= value << count;
    count += valueBits;
    BitInput.LONG.set(array, length, bits);
    length += count >>> 3;
    bits >>>= count & ~7;
    count &= 7;
  }

  void alignToByte() {
    if (count > 0) {
      write(0, 8 - count);
    }
  }

  /** Writes bytes; to be called between whole bytes, and there must be room. */
  void copy(byte[] from, int at, int bytes) {
    System.arraycopy(from, at, array, length, bytes);
    length += bytes;
  }
}
