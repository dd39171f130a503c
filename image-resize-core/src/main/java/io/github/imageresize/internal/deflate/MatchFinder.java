package io.github.imageresize.internal.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds what stood before in a window, by a hash of four bytes: the newest place alone. On filtered
 * rows, to try older places, or to look for a longer match a byte further, takes as much time as
 * all the rest and saves 3 % of the bytes.
 */
final class MatchFinder {
  static final int SHORTEST = 4;
  static final int LONGEST = 258;
  static final int REACH = 32 << 10;

  /** Four bytes from farther away take more room than literals. */
  private static final int FAR = 4096;

  private static final int HASH_BITS = 15;
  private static final int MULTIPLIER = 0x9E3779B1;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] window;
  private final int[] newest = new int[1 << HASH_BITS];

  /** Of the match found last. */
  int distance;

  /**
   * Nothing known yet.
   *
   * @param window has at least 8 bytes behind those that are compared
   */
  MatchFinder(byte[] window) {
    this.window = window;
    Arrays.fill(newest, -1);
  }

  private static int hash(int four) {
    return (four * MULTIPLIER) >>> (Integer.SIZE - HASH_BITS);
  }

  /** Remembers a place, of which four bytes are there. */
  void add(int at) {
    newest[hash((int) INT.get(window, at))] = at;
  }

  /**
   * Remembers a place, and looks for what stood before alike.
   *
   * @param most how many bytes are compared, at least 4
   * @return the length; 0 if there is none of use
   */
  int find(int at, int most) {
    int four = (int) INT.get(window, at);
    int slot = hash(four);
    int candidate = newest[slot];
    newest[slot] = at;
    if (candidate < Math.max(0, at - REACH) || (int) INT.get(window, candidate) != four) {
      return 0;
    }
    distance = at - candidate;
    int length = common(candidate, at, most);
    return length == SHORTEST && distance > FAR ? 0 : length;
  }

  private int common(int a, int b, int most) {
    int length = SHORTEST;
    while (length < most) {
      long different =
          (long) BitInput.LONG.get(window, a + length)
              ^ (long) BitInput.LONG.get(window, b + length);
      if (different != 0) {
        return Math.min(most, length + (Long.numberOfTrailingZeros(different) >>> 3));
      }
      length += Long.BYTES;
    }
    return most;
  }

  /** The window's contents have moved so far down. */
  void move(int by) {
    for (int i = 0; i < newest.length; i++) {
      newest[i] = Math.max(newest[i] - by, -1);
    }
  }
}
