package io.github.imageresize.internal.codec.tiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * TIFF 6.0 section 13: codes of 9 to 12 bits, the highest bit first, whose length grows one code
 * early. Files of libraries from before that have the lowest bit first and grow in time.
 *
 * <p>A string is held as its last bytes, up to eight of them in one word, and the code of what
 * comes before them, whose length is a multiple of eight: most are written by a single word.
 */
final class Lzw implements Decompressor {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST = 258;
  private static final int MOST = 4096;
  private static final int LONGEST_CODE = 12;

  private static final VarHandle HIGHEST_FIRST =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LOWEST_FIRST =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Where, in what is known of a string, the code of all but its last bytes stands. */
  private static final int PREFIX = 8;

  /** Where its length stands. */
  private static final int LENGTH = 20;

  private static final int CODE_MASK = (1 << LONGEST_CODE) - 1;

  /** By code: the length, the code of all but the last bytes, the first byte. */
  private final int[] strings = new int[MOST];

  /** By code, the last bytes, the first of them lowest. */
  private final long[] lastBytes = new long[MOST];

  /** The string that did not fit into what was asked for, and what is written behind it. */
  private final byte[] rest = new byte[MOST + Long.BYTES];

  private Chunk chunk = new Chunk(new byte[0], 0, 0);
  private long bitAt;
  private long bitEnd;
  private boolean lowestFirst;
  private int width;
  private int next;
  private int previous;
  private boolean ended;

  /** What of {@link #rest} was not read yet. */
  private int restAt;

  private int restEnd;

  Lzw() {
    for (int i = 0; i < CLEAR; i++) {
      strings[i] = 1 << LENGTH | i;
      lastBytes[i] = i;
    }
  }

  @Override
  public void open(Chunk opened) {
    chunk = opened;
    int at = opened.from();
    // The first code is to clear the table: 0x80 0x00, or 0x00 and an odd byte the other way.
    lowestFirst =
        opened.to() - at >= 2 && opened.bytes()[at] == 0 && (opened.bytes()[at + 1] & 1) == 1;
    bitAt = (long) at * Byte.SIZE;
    bitEnd = (long) opened.to() * Byte.SIZE;
    ended = false;
    restAt = 0;
    restEnd = 0;
    clear();
  }

  private void clear() {
    width = 9;
    next = FIRST;
    previous = -1;
  }

  @Override
  public int read(byte[] out, int offset, int count) {
    int end = offset + count;
    int to = offset + Math.min(restEnd - restAt, count);
    System.arraycopy(rest, restAt, out, offset, to - offset);
    restAt += to - offset;
    while (to < end) {
      to = readStrings(out, to, end);
      int code = to < end ? nextString() : -1;
      if (code < 0) {
        break;
      }
      int length = strings[code] >>> LENGTH;
      spell(code, rest, 0);
      restAt = Math.min(length, end - to);
      restEnd = length;
      System.arraycopy(rest, 0, out, to, restAt);
      to += restAt;
    }
    return to - offset;
  }

  /**
   * Writes strings as long as each has room for whole words, and none needs what is seldom: the
   * table is neither cleared nor full, and the chunk does not end.
   *
   * @return where the next string goes
   */
  private int readStrings(byte[] out, int from, int end) {
    byte[] bytes = chunk.bytes();
    long lastBit = Math.min(bitEnd, (bytes.length - Integer.BYTES) * 8L) - LONGEST_CODE;
    int early = lowestFirst ? 0 : 1;
    long at = bitAt;
    int bits = width;
    int code = previous;
    int free = next;
    int to = from;
    while (code >= 0 && at <= lastBit && free < MOST) {
      int read = code(bytes, at, bits);
      int before = strings[code];
      if (read > free || read >> 1 == CLEAR >> 1) {
        break;
      }
      int first = (read == free ? before : strings[read]) & 0xFF;
      add(free, code, before, first);
      int length = strings[read] >>> LENGTH;
      if (end - to < length + Long.BYTES) {
        break; // what was added is added again
      }
      if (length <= Long.BYTES) {
        EIGHT_BYTES.set(out, to, lastBytes[read]);
      } else {
        spell(read, out, to);
      }
      to += length;
      at += bits;
      code = read;
      free++;
      if (free + early >= 1 << bits && bits < LONGEST_CODE) {
        bits++;
      }
    }
    bitAt = at;
    width = bits;
    previous = code;
    next = free;
    return to;
  }

  /** The code of the string that comes next; -1 if none does. */
  private int nextString() {
    if (ended) {
      return -1;
    }
    int code = code();
    while (code == CLEAR) {
      clear();
      code = code();
    }
    if (code < 0 || code == END || code > next || (code >= CLEAR && previous < 0)) {
      return end();
    }
    if (previous >= 0 && next < MOST) {
      int before = strings[previous];
      add(next, previous, before, (code == next ? before : strings[code]) & 0xFF);
      next++;
      if (next + (lowestFirst ? 0 : 1) >= 1 << width && width < LONGEST_CODE) {
        width++;
      }
    } else if (code >= next) {
      return end();
    }
    previous = code;
    return code;
  }

  private int end() {
    ended = true;
    previous = -1;
    return -1;
  }

  /** Gives a code to the string of another and a byte behind it. */
  private void add(int code, int beginning, int string, int last) {
    int inWord = string >>> LENGTH & (Long.BYTES - 1);
    int longer = string + (1 << LENGTH);
    if (inWord == 0) {
      strings[code] = (longer & ~(CODE_MASK << PREFIX)) | (beginning << PREFIX);
      lastBytes[code] = last;
    } else {
      strings[code] = longer;
      lastBytes[code] = lastBytes[beginning] | ((long) last << (Byte.SIZE * inWord));
    }
  }

  /** Writes a string, and up to seven bytes behind it. */
  private void spell(int code, byte[] out, int from) {
    int string = code;
    for (int at = ((strings[code] >>> LENGTH) - 1) & -Long.BYTES; at >= 0; at -= Long.BYTES) {
      EIGHT_BYTES.set(out, from + at, lastBytes[string]);
      string = strings[string] >>> PREFIX & CODE_MASK;
    }
  }

  /** The next code; -1 where the chunk ends. */
  private int code() {
    if (bitEnd - bitAt < width) {
      return -1;
    }
    byte[] bytes = chunk.bytes();
    int at = (int) (bitAt >>> 3);
    int code;
    if (bytes.length - at >= Integer.BYTES) {
      code = code(bytes, bitAt, width);
    } else {
      code = code(Arrays.copyOfRange(bytes, at, at + Integer.BYTES), bitAt & 7, width);
    }
    bitAt += width;
    return code;
  }

  private int code(byte[] bytes, long bitAt, int width) {
    int at = (int) (bitAt >>> 3);
    int bit = (int) bitAt & 7;
    return lowestFirst
        ? (int) LOWEST_FIRST.get(bytes, at) >>> bit & ((1 << width) - 1)
        : (int) HIGHEST_FIRST.get(bytes, at) << bit >>> (Integer.SIZE - width);
  }
}
