package io.github.imageresize.internal.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bits of compressed pieces, the lowest of each byte first. What stands above the bits that count
 * is either zero or what follows in the piece.
 */
final class BitInput {
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final CompressedPieces pieces;

  /** The next bits, the first of them lowest. */
  long bits;

  /** How many of {@link #bits} count, at most 63. */
  int count;

  byte[] array = new byte[0];

  /** The place in {@link #array} behind the bits that count. */
  int next;

  int end;

  private boolean exhausted;

  BitInput(CompressedPieces pieces) {
    this.pieces = pieces;
  }

  /** Sees to it that at least 56 bits count, or all that are left. */
  void fill() {
    while (count < 56 && (next < end || advance())) {
      bits = (bits & ~(-1L << count)) | ((array[next++] & 0xFFL) << count);
      count += 8;
    }
  }

  /**
   * Goes on from there in the same piece.
   *
   * @param bitCount of which only the lowest six bits are looked at
   */
  void stand(int nextByte, long nextBits, int bitCount) {
    next = nextByte;
    bits = nextBits;
    count = bitCount & 63;
  }

  /** Goes to a piece that is not empty. */
  private boolean advance() {
    while (!exhausted) {
      exhausted = !pieces.advance();
      if (!exhausted && pieces.length() > 0) {
        array = pieces.array();
        next = pieces.start();
        end = next + pieces.length();
        return true;
      }
    }
    return false;
  }

  /** The next bits as they are if there are fewer; to be followed by {@link #skip}. */
  int peek(int wanted) {
    return (int) (bits & ~(-1L << wanted));
  }

  void skip(int used) {
    bits >>>= used;
    count -= used;
  }

  /**
   * A number of bits.
   *
   * @param wanted 0 to 16
   * @return -1 if there are fewer
   */
  int take(int wanted) {
    if (count < wanted) {
      fill();
      if (count < wanted) {
        return -1;
      }
    }
    int value = peek(wanted);
    skip(wanted);
    return value;
  }

  /** Leaves the rest of a byte out. */
  void alignToByte() {
    skip(count & 7);
  }

  /**
   * Copies bytes; to be called between whole bytes.
   *
   * @return how many, at least 1 but where the input ends
   */
  int copy(byte[] to, int at, int wanted) {
    if (count > 0) {
      to[at] = (byte) bits;
      skip(8);
      return 1;
    }
    bits = 0;
    if (next == end && !advance()) {
      return 0;
    }
    int copied = Math.min(wanted, end - next);
    System.arraycopy(array, next, to, at, copied);
    next += copied;
    return copied;
  }
}
