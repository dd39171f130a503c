package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.internal.codec.jpeg.Marker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The entropy-coded data of a scan with byte stuffing removed (T.81 F.1.2.3), in a window that
 * moves over the file. Decoding loops keep a bit position of their own and load 64 bits at it with
 * {@link #bitsAt}; between coding units, once the position has passed {@link #limit}, they call
 * {@link #advance}. So the loops check nothing, as long as one unit reads no more than was told.
 *
 * <p>The window ends where a marker does: a restart interval is read on its own, and whoever reads
 * beyond its end reads zeros, which never become the next interval's data.
 */
final class EntropyReader {
  /** Bytes that one block can take: 64 symbols of at most 16 + 15 bits. */
  static final int BLOCK_BYTES = 256;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG_AS_IT_LIES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int WINDOW_BYTES = 32 * 1024;
  private static final long ONES = 0x0101010101010101L;

  private final byte[] file;
  private final int margin;
  private final byte[] window;
  private int next;
  private int end;
  private int limit;
  private boolean complete;
  private boolean exhausted;
  private boolean damaged;

  /**
   * A reader at the beginning of a scan's data.
   *
   * @param file the whole file
   * @param start where the data begin
   * @param unitBlocks the most blocks that are decoded between two looks at the limit
   */
  EntropyReader(byte[] file, int start, int unitBlocks) {
    this.file = file;
    this.next = start;
    margin = unitBlocks * BLOCK_BYTES + Long.BYTES;
    window = new byte[WINDOW_BYTES + 2 * margin + 2 * Long.BYTES];
    fill();
  }

  /** The bytes on which positions and {@link #bitsAt} rest. */
  byte[] window() {
    return window;
  }

  /** The bits from a position on, left-aligned; at least the first 57 are there. */
  static long bitsAt(byte[] window, int position) {
    return (long) LONG.get(window, position >>> 3) << (position & 7);
  }

  /**
   * The eight bytes in which a position lies; its bit stands {@code position & 7} from the left.
   */
  static long wordAt(byte[] window, int position) {
    return (long) LONG.get(window, position >>> 3);
  }

  /** The bit position behind which {@link #advance} has to be called. */
  int limit() {
    return limit;
  }

  /** Whether the interval's data ended before its coding units did. */
  boolean exhausted() {
    return exhausted;
  }

  /** Whether anything was missing so far. */
  boolean damaged() {
    return damaged;
  }

  /** Where the next marker's first byte is, or the file's end. */
  int position() {
    return next;
  }

  /**
   * Moves the window on, or notes that there are no more data.
   *
   * @return the new position of the same bit
   */
  int advance(int position) {
    if (complete) {
      exhausted = true;
      damaged = true;
      return end * Byte.SIZE;
    }
    int from = position >>> 3;
    System.arraycopy(window, from, window, 0, end - from);
    end -= from;
    fill();
    return position & 7;
  }

  /**
   * Goes on behind the next restart marker; the position is 0 then. Follows libjpeg where the
   * marker is not the expected one: an earlier one is a leftover, a slightly later one means that
   * data are lost, whose blocks stay empty until their turn comes.
   *
   * @param expected 0..7
   */
  void restart(int expected) {
    next = complete ? next : skip(file, next);
    end = 0;
    complete = false;
    exhausted = false;
    skipReserved();
    while (next + 1 < file.length && Marker.isRestart(file[next + 1] & 0xFF)) {
      int ahead = (file[next + 1] - Marker.RST0 - expected) & 7;
      if (ahead == 1 || ahead == 2) {
        break;
      }
      next += 2;
      if (ahead < 6) {
        damaged |= ahead != 0;
        fill();
        return;
      }
      damaged = true;
      next = skip(file, next);
    }
    complete = true;
    limit = 0;
    exhausted = true;
    damaged = true;
    Arrays.fill(window, 0, 2 * margin, (byte) 0);
  }

  /** Goes past markers that no JPEG has, which are damaged data. */
  private void skipReserved() {
    while (next + 1 < file.length && (file[next + 1] & 0xFF) < Marker.SOF0_BASELINE) {
      damaged = true;
      next = skip(file, next + 2);
    }
  }

  /** Whether the data ended with the file, not with a marker in it. */
  boolean endedWithFile() {
    return next >= file.length;
  }

  /** Behind the data that begin at a position: where a marker stands that is no restart marker. */
  static int endOfScan(byte[] file, int position) {
    int at = skip(file, position);
    while (at + 1 < file.length && Marker.isRestart(file[at + 1] & 0xFF)) {
      at = skip(file, at + 2);
    }
    return at;
  }

  /** The first marker at or behind a position, or the file's end. */
  private static int skip(byte[] file, int position) {
    int at = position;
    while (true) {
      while (at <= file.length - Long.BYTES && !holdsFF((long) LONG_AS_IT_LIES.get(file, at))) {
        at += Long.BYTES;
      }
      while (at < file.length && file[at] != (byte) 0xFF) {
        at++;
      }
      if (at + 1 >= file.length) {
        return file.length;
      }
      int second = file[at + 1] & 0xFF;
      if (second == 0xFF) {
        at++;
      } else if (second == 0) {
        at += 2;
      } else {
        return at;
      }
    }
  }

  /** Flags the lowest byte that is FF, and perhaps higher ones. */
  private static long firstFF(long word) {
    return (~word - ONES) & word & (ONES << 7);
  }

  private static boolean holdsFF(long word) {
    return firstFF(word) != 0;
  }

  /** Takes on bytes until the window is full or a marker is reached. */
  private void fill() {
    int full = WINDOW_BYTES + margin;
    int in = next;
    int out = end;
    while (out < full && !complete) {
      while (in <= file.length - Long.BYTES && out < full) {
        long word = (long) LONG_AS_IT_LIES.get(file, in);
        LONG_AS_IT_LIES.set(window, out, word);
        long marks = firstFF(word);
        int plain = marks == 0 ? Long.BYTES : Long.numberOfTrailingZeros(marks) >>> 3;
        in += plain;
        out += plain;
        if (plain < Long.BYTES) {
          break;
        }
      }
      while (in < file.length && file[in] != (byte) 0xFF && in > file.length - Long.BYTES) {
        window[out++] = file[in++];
      }
      if (out >= full) {
        break;
      }
      if (in + 1 >= file.length) {
        in = file.length;
        complete = true;
      } else if (file[in] == (byte) 0xFF) {
        int second = file[in + 1] & 0xFF;
        if (second == 0) {
          window[out++] = (byte) 0xFF;
          in += 2;
        } else if (second == 0xFF) {
          in++;
        } else {
          complete = true;
        }
      }
    }
    next = in;
    end = out;
    if (complete) {
      Arrays.fill(window, out, Math.min(window.length, out + margin), (byte) 0);
    }
    limit = (complete ? end : end - margin) * Byte.SIZE;
  }
}
