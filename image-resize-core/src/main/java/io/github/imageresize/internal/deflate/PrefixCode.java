package io.github.imageresize.internal.deflate;

import java.util.Arrays;

/**
 * A code of least total length for symbols of known frequency, none of its codes longer than a
 * limit, with codes as RFC 1951 section 3.2.2 assigns them, their first bit lowest.
 */
final class PrefixCode {
  /** A code's bits at most. */
  static final int MOST = 15;

  /** How far up, in a key for sorting, the frequency stands. */
  private static final int FREQUENCY = 16;

  private final int longest;
  private final long[] keys;
  private final int[] tree;
  final byte[] lengths;
  final int[] codes;

  /**
   * No code yet.
   *
   * @param symbols how many there are at most
   * @param longest how many bits a code may have
   */
  PrefixCode(int symbols, int longest) {
    this.longest = longest;
    keys = new long[symbols];
    tree = new int[symbols];
    lengths = new byte[symbols];
    codes = new int[symbols];
  }

  /** Makes the code; symbols that never occur get none. */
  void make(int[] frequencies) {
    Arrays.fill(lengths, (byte) 0);
    int used = 0;
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (frequencies[symbol] > 0) {
        keys[used++] = (long) frequencies[symbol] << FREQUENCY | symbol;
      }
    }
    // A code of a single symbol has a bit, and decoders want another symbol beside it.
    for (int symbol = 0; used < 2; symbol++) {
      if (frequencies[symbol] == 0) {
        keys[used++] = 1L << FREQUENCY | symbol;
      }
    }
    Arrays.sort(keys, 0, used);
    int[] ofLength = limited(depths(used));
    int at = used;
    for (int length = 1; length <= longest; length++) {
      for (int i = 0; i < ofLength[length]; i++) {
        lengths[(int) keys[--at] & 0xFFFF] = (byte) length;
      }
    }
    assign(ofLength);
  }

  /**
   * How many codes there are of each length, of any length: Moffat and Katajainen, "In-place
   * calculation of minimum-redundancy codes", 1995.
   */
  private int[] depths(int used) {
    for (int i = 0; i < used; i++) {
      tree[i] = (int) (keys[i] >>> FREQUENCY);
    }
    int leaf = 0;
    int root = 0;
    for (int next = 0; next < used - 1; next++) {
      int weight = 0;
      for (int child = 0; child < 2; child++) {
        if (leaf >= used || (root < next && tree[root] < tree[leaf])) {
          weight += tree[root];
          tree[root++] = next;
        } else {
          weight += tree[leaf++];
        }
      }
      tree[next] = weight;
    }
    tree[used - 2] = 0;
    for (int next = used - 3; next >= 0; next--) {
      tree[next] = tree[tree[next]] + 1;
    }
    int[] ofLength = new int[used + 1];
    int available = 1;
    int inner = used - 2;
    for (int depth = 0; available > 0; depth++) {
      int innerHere = 0;
      while (inner >= 0 && tree[inner] == depth) {
        innerHere++;
        inner--;
      }
      ofLength[depth] = available - innerHere;
      available = 2 * innerHere;
    }
    return ofLength;
  }

  /** Shortens what is too long, and lengthens others until all have room. */
  private int[] limited(int[] ofLength) {
    int[] limited = Arrays.copyOf(ofLength, longest + 1);
    for (int length = longest + 1; length < ofLength.length; length++) {
      limited[longest] += ofLength[length];
    }
    int room = 0;
    for (int length = 1; length <= longest; length++) {
      room += limited[length] << (longest - length);
    }
    for (; room > 1 << longest; room--) {
      limited[longest]--;
      int shorter = longest - 1;
      while (limited[shorter] == 0) {
        shorter--;
      }
      limited[shorter]--;
      limited[shorter + 1] += 2;
    }
    return limited;
  }

  /** The code whose lengths are given. */
  static PrefixCode of(byte... lengths) {
    PrefixCode code = new PrefixCode(lengths.length, MOST);
    int[] ofLength = new int[MOST + 1];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      code.lengths[symbol] = lengths[symbol];
      ofLength[lengths[symbol]]++;
    }
    ofLength[0] = 0;
    code.assign(ofLength);
    return code;
  }

  /** How many bits it takes to write what occurs that often. */
  long bits(int[] frequencies) {
    long bits = 0;
    for (int symbol = 0; symbol < frequencies.length; symbol++) {
      bits += (long) frequencies[symbol] * lengths[symbol];
    }
    return bits;
  }

  private void assign(int[] ofLength) {
    int[] next = new int[longest + 1];
    int code = 0;
    for (int length = 1; length <= longest; length++) {
      next[length] = code;
      code = (code + ofLength[length]) << 1;
    }
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      if (length > 0) {
        codes[symbol] = Integer.reverse(next[length]++) >>> (Integer.SIZE - length);
      }
    }
  }
}
