package io.github.imageresize.internal.deflate;

import java.util.zip.Adler32;

/**
 * Compresses to a zlib stream (RFC 1950): the same bytes on every machine, which what the JDK
 * brings does not promise. Not thread-safe.
 */
public final class DeflatedStream {
  /** Method 8, a window of 32 KiB, no dictionary, made fast. */
  private static final int HEADER = 0x78 | 0x5E << 8;

  private static final int BLOCK = 64 << 10;
  private static final int SYMBOLS = 32 << 10;

  private static final int MOST_PASSED_OVER = 7;

  private final byte[] window = new byte[MatchFinder.REACH + BLOCK + MatchFinder.LONGEST];
  private final int shortest;
  private final int remembered;
  private final int patience;
  private final MatchFinder finder;
  private final DeflatedBlock block = new DeflatedBlock(SYMBOLS);
  private final BitOutput out = new BitOutput(BLOCK);
  private final Adler32 checksum = new Adler32();

  /** Where the next symbol begins. */
  private int next;

  /** Places that were looked at since the last match. */
  private int misses;

  /** Behind what was written to the window. */
  private int end;

  /**
   * A stream of nothing.
   *
   * @param shortest bytes of a match at least
   * @param remembered of a match, the places behind its first that are remembered
   * @param patience after so many places without a match every other is looked at, then every third
   */
  private DeflatedStream(int shortest, int remembered, int patience) {
    this.shortest = shortest;
    this.remembered = remembered;
    this.patience = patience;
    finder = new MatchFinder(window, shortest);
    out.write(HEADER, 16);
  }

  /** A stream for all kinds of bytes, of nothing yet. */
  public static DeflatedStream ofBytes() {
    return new DeflatedStream(4, MatchFinder.LONGEST, Integer.MAX_VALUE);
  }

  /**
   * A stream for filtered rows of colours, of nothing yet. Matches of four and five bytes are
   * plenty there, but make files larger: they hide longer ones, and the codes of literals are
   * short.
   */
  public static DeflatedStream ofFilteredRows() {
    return new DeflatedStream(6, 8, 8);
  }

  /** The most heap that a stream takes, what was taken of it left out. */
  public static long memoryNeeded() {
    return 1 << 20;
  }

  /** Compresses bytes. */
  public void write(byte[] bytes, int from, int length) {
    checksum.update(bytes, from, length);
    int done = 0;
    while (done < length) {
      int some = Math.min(length - done, MatchFinder.REACH + BLOCK - end);
      System.arraycopy(bytes, from + done, window, end, some);
      end += some;
      done += some;
      if (end == MatchFinder.REACH + BLOCK) {
        compress(false);
        move();
      }
    }
  }

  /** Ends the stream. */
  public void finish() {
    compress(true);
    out.alignToByte();
    out.reserve(Integer.BYTES);
    out.write(Integer.reverseBytes((int) checksum.getValue()) & 0xFFFFFFFFL, 32);
  }

  /** Holds what was compressed and not taken. */
  public byte[] array() {
    return out.array;
  }

  /** How many bytes of {@link #array()} count. */
  public int length() {
    return out.length;
  }

  /** Begins to fill {@link #array()} anew. */
  public void clear() {
    out.length = 0;
  }

  private void move() {
    int by = next - MatchFinder.REACH;
    System.arraycopy(window, by, window, 0, MatchFinder.REACH);
    finder.move(by);
    next -= by;
    end -= by;
  }

  private void compress(boolean last) {
    int start = next;
    while (next < end) {
      if (block.isFull()) {
        block.write(out, window, start, next, false);
        start = next;
      }
      next = addSymbols(Math.min(end, next + block.room()));
    }
    block.write(out, window, start, next, last);
  }

  /**
   * Adds matches, and literals where there are none, from {@link #next} on.
   *
   * @param to behind where the last of them begins; there is room for that many
   * @return where the next begins
   */
  private int addSymbols(int to) {
    int known = end - shortest + 1;
    int at = next;
    while (at < to) {
      int length = at < known ? finder.find(at, Math.min(MatchFinder.LONGEST, end - at)) : 0;
      if (length > 0) {
        misses = 0;
        block.addMatch(length, finder.distance);
        int behind = Math.min(known, at + Math.min(length, remembered + 1));
        for (int i = at + 1; i < behind; i++) {
          finder.add(i);
        }
        at += length;
      } else {
        misses++;
        int more = Math.min(MOST_PASSED_OVER, misses / patience);
        for (int behind = Math.min(to, at + 1 + more); at < behind; at++) {
          block.addLiteral(window[at] & 0xFF);
        }
      }
    }
    return at;
  }
}
