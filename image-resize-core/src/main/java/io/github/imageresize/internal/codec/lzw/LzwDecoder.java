package io.github.imageresize.internal.codec.lzw;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Decompresses strings of bytes by their codes (Welch, "A Technique for High-Performance Data
 * Compression", 1984), as GIF89a appendix F and TIFF 6.0 section 13 have them: of up to 12 bits,
 * with one code to clear the table and one for the end. A table that is full stays as it is.
 *
 * <p>A string is held as its last bytes, up to eight of them in one word, and the code of what
 * comes before them, whose length is a multiple of eight: most are written by one word or two. Not
 * thread-safe.
 */
public final class LzwDecoder {
  private static final int MOST = 1 << LzwCodes.LONGEST;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Where, in what is known of a string, the code of all but its last bytes stands. */
  private static final int PREFIX = 8;

  /** Where its length stands. */
  private static final int LENGTH = 20;

  private static final int CODE_MASK = MOST - 1;

  /** The heap that a decoder takes. */
  public static final int MEMORY = 64 << 10;

  /** By code: the length, the code of all but the last bytes, the first byte. */
  private final int[] strings = new int[MOST];

  /** By code, the last bytes, the first of them lowest. */
  private final long[] lastBytes = new long[MOST];

  /** The string that did not fit into what was asked for, and what is written behind it. */
  private final byte[] rest = new byte[MOST + Long.BYTES];

  private final LzwCodes codes = new LzwCodes();
  private int clear;
  private int early;
  private int width;
  private int next;
  private int previous;
  private boolean ended;

  /** What of {@link #rest} was not read yet. */
  private int restAt;

  private int restEnd;

  /**
   * Begins with other codes.
   *
   * @param literalBits the bits of a byte that may occur, 1..8
   * @param lowestFirst whether a byte's lowest bit is its first
   * @param earlier how many codes too soon their width grows, 0 or 1
   */
  public void open(LzwInput bytes, int literalBits, boolean lowestFirst, int earlier) {
    codes.open(bytes, lowestFirst);
    early = earlier;
    clear = 1 << literalBits;
    for (int i = 0; i < clear; i++) {
      strings[i] = 1 << LENGTH | i;
      lastBytes[i] = i;
    }
    ended = false;
    restAt = 0;
    restEnd = 0;
    clear();
  }

  private void clear() {
    width = Integer.SIZE - Integer.numberOfLeadingZeros(clear);
    next = clear + 2;
    previous = -1;
  }

  /**
   * Writes the next bytes.
   *
   * @return how many there were; fewer than asked for if the codes end or make no sense
   */
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
   * table is not cleared, and the codes at hand do not end.
   *
   * @return where the next string goes
   */
  private int readStrings(byte[] out, int from, int end) {
    int lastBit = codes.lastPosition();
    int at = codes.position();
    int bits = width;
    int code = previous;
    int free = next;
    int to = from;
    if (code < 0) {
      return from;
    }
    int before = strings[code];
    long wordBefore = lastBytes[code];
    while (at <= lastBit) {
      int read = codes.at(at, bits);
      if (read > free || read >> 1 == clear >> 1) {
        break;
      }
      if (free < MOST) {
        int first = (read == free ? before : strings[read]) & 0xFF;
        add(free, code, before, wordBefore, first);
      }
      int string = strings[read];
      long word = lastBytes[read];
      int length = string >>> LENGTH;
      if (end - to < length + Long.BYTES) {
        break; // what was added is added again
      }
      int beforeWord = (length - 1) & -Long.BYTES;
      if (length <= 2 * Long.BYTES) {
        // Of a string of one word, the first that is written is none, and the second takes its
        // place.
        EIGHT_BYTES.set(out, to, lastBytes[string >>> PREFIX & CODE_MASK]);
        EIGHT_BYTES.set(out, to + beforeWord, word);
      } else {
        spell(read, out, to);
      }
      to += length;
      at += bits;
      code = read;
      before = string;
      wordBefore = word;
      if (free < MOST) {
        free++;
        if (free + early >= 1 << bits && bits < LzwCodes.LONGEST) {
          bits++;
        }
      }
    }
    codes.moveTo(at);
    width = bits;
    previous = code;
    next = free;
    return to;
  }

  /** The code of the string that comes next; -1 if none does. */
  private int nextString() {
    int code = ended ? LzwCodes.NONE : codes.next(width);
    while (code == clear) {
      clear();
      code = codes.next(width);
    }
    if (code == LzwCodes.NONE
        || code == clear + 1
        || code > next
        || (code >= clear && previous < 0)) {
      ended = true;
      previous = -1;
      return -1;
    }
    if (previous >= 0 && next < MOST) {
      int before = strings[previous];
      int first = (code == next ? before : strings[code]) & 0xFF;
      add(next, previous, before, lastBytes[previous], first);
      next++;
    }
    // With literals of one bit, that is so as soon as the first code was read.
    if (next + early >= 1 << width && width < LzwCodes.LONGEST) {
      width++;
    }
    previous = code;
    return code;
  }

  /** Gives a code to the string of another and a byte behind it. */
  private void add(int code, int beginning, int string, long word, int last) {
    int inWord = string >>> LENGTH & (Long.BYTES - 1);
    int longer = string + (1 << LENGTH);
    if (inWord == 0) {
      strings[code] = (longer & ~(CODE_MASK << PREFIX)) | (beginning << PREFIX);
      lastBytes[code] = last;
    } else {
      strings[code] = longer;
      lastBytes[code] = word | ((long) last << (Byte.SIZE * inWord));
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
}
