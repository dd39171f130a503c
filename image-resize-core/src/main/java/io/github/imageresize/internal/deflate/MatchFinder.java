package io.github.imageresize.internal.deflate;

import java.util.Arrays;

/**
 * Finds what stood before in a window, by a hash of the least number of bytes: the newest place
 * alone. On filtered rows, to try older places, or to look for a longer match a byte further, takes
 * as much time as all the rest and saves 3 % of the bytes.
 */
final class MatchFinder {
  static final int LONGEST = 258;
  static final int REACH = 32 << 10;

  private static final int HASH_BITS = 15;
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  /** Four bytes from farther away take more room than literals. */
  private static final int FAR = 4096;

  private static final int FEW = 4;

  private final byte[] window;
  private final int shortest;

  /** Leaves of eight bytes those that are hashed. */
  private final int unhashed;

  private final int[] newest = new int[1 << HASH_BITS];

  /** Of the match found last. */
  int distance;

  /**
   * Nothing known yet.
   *
   * @param window has at least eight bytes behind those that are compared
   * @param shortest bytes that match at least, 4..8
   */
  MatchFinder(byte[] window, int shortest) {
    this.window = window;
    this.shortest = shortest;
    unhashed = Byte.SIZE * (Long.BYTES - shortest);
    Arrays.fill(newest, -1);
  }

  /** The shortest match there could be at a place. */
  private long beginning(int at) {
    return (long) BitInput.LONG.get(window, at) << unhashed;
  }

  private static int slot(long beginning) {
    return (int) ((beginning * MULTIPLIER) >>> (Long.SIZE - HASH_BITS));
  }

  /** Remembers a place, where there are as many bytes as match at least. */
  void add(int at) {
    newest[slot(beginning(at))] = at;
  }

  /**
   * Remembers a place, and looks for what stood before alike.
   *
   * @param most how many bytes are compared, no fewer than match at least
   * @return the length; 0 if there is none of use
   */
  int find(int at, int most) {
    long beginning = beginning(at);
    int slot = slot(beginning);
    int candidate = newest[slot];
    newest[slot] = at;
    if (candidate < Math.max(0, at - REACH) || beginning(candidate) != beginning) {
      return 0;
    }
    distance = at - candidate;
    int length = common(candidate, at, most);
    return length == FEW && distance > FAR ? 0 : length;
  }

  private int common(int a, int b, int most) {
    int length = shortest;
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
