package io.github.imageresize.internal.codec.tiff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * TIFF 6.0 section 13: codes of 9 to 12 bits, the highest bit first, whose length grows one code
 * early. Files of libraries from before that have the lowest bit first and grow in time.
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

  /** Where, in a string, the code of all but its last byte stands, above that byte. */
  private static final int PREFIX = 8;

  /** Where its length stands. */
  private static final int LENGTH = 20;

  private static final int PREFIX_MASK = (1 << (LENGTH - PREFIX)) - 1;

  /** By code. */
  private final int[] strings = new int[MOST];

  private final byte[] firstBytes = new byte[MOST];

  /** The string that did not fit into what was asked for. */
  private final byte[] rest = new byte[MOST];

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
      firstBytes[i] = (byte) i;
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
      int code = nextString();
      if (code < 0) {
        break;
      }
      int string = strings[code];
      int length = string >>> LENGTH;
      if (length <= end - to) {
        spell(string, out, to + length);
        to += length;
      } else {
        spell(string, rest, length);
        restAt = end - to;
        restEnd = length;
        System.arraycopy(rest, 0, out, to, restAt);
        to = end;
      }
    }
    return to - offset;
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
      ended = true;
      return -1;
    }
    if (previous >= 0 && next < MOST) {
      byte first = firstBytes[previous];
      int last = (code == next ? first : firstBytes[code]) & 0xFF;
      int length = (strings[previous] >>> LENGTH) + 1;
      strings[next] = length << LENGTH | previous << PREFIX | last;
      firstBytes[next] = first;
      next++;
      if (next + (lowestFirst ? 0 : 1) >= 1 << width && width < LONGEST_CODE) {
        width++;
      }
    } else if (code >= next) {
      ended = true;
      return -1;
    }
    previous = code;
    return code;
  }

  /** Writes a string from its end backwards. */
  private void spell(int string, byte[] out, int end) {
    int symbol = string;
    for (int i = end - 1, begin = end - (string >>> LENGTH); i > begin; i--) {
      out[i] = (byte) symbol;
      symbol = strings[symbol >>> PREFIX & PREFIX_MASK];
    }
    out[end - (string >>> LENGTH)] = (byte) symbol;
  }

  /** The next code; -1 where the chunk ends. */
  private int code() {
    if (bitEnd - bitAt < width) {
      return -1;
    }
    int at = (int) (bitAt >>> 3);
    int bit = (int) bitAt & 7;
    bitAt += width;
    byte[] bytes = chunk.bytes();
    int word;
    if (bytes.length - at >= Integer.BYTES) {
      word = lowestFirst ? (int) LOWEST_FIRST.get(bytes, at) : (int) HIGHEST_FIRST.get(bytes, at);
    } else {
      word = lastWord(at);
    }
    return lowestFirst ? word >>> bit & ((1 << width) - 1) : word << bit >>> (Integer.SIZE - width);
  }

  /** A word that reaches behind the file. */
  private int lastWord(int at) {
    byte[] bytes = chunk.bytes();
    int word = 0;
    for (int i = 0; i < Integer.BYTES && at + i < bytes.length; i++) {
      int shift = Byte.SIZE * (lowestFirst ? i : Integer.BYTES - 1 - i);
      word |= (bytes[at + i] & 0xFF) << shift;
    }
    return word;
  }
}
