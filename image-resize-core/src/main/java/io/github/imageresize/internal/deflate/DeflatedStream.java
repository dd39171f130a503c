package io.github.imageresize.internal.deflate;

import java.util.zip.Adler32;

/**
 * Compresses to a zlib stream (RFC 1950): the same bytes on every machine, which what the JDK
 * brings does not promise. Made for filtered rows, where matches shorter than four bytes do not
 * pay. Not thread-safe.
 */
public final class DeflatedStream {
  /** Method 8, a window of 32 KiB, no dictionary, made fast. */
  private static final int HEADER = 0x78 | 0x5E << 8;

  private static final int BLOCK = 64 << 10;
  private static final int SYMBOLS = 32 << 10;

  private final byte[] window = new byte[MatchFinder.REACH + BLOCK + MatchFinder.LONGEST];
  private final MatchFinder finder = new MatchFinder(window);
  private final DeflatedBlock block = new DeflatedBlock(SYMBOLS);
  private final BitOutput out = new BitOutput(BLOCK);
  private final Adler32 checksum = new Adler32();

  /** Where the next symbol begins. */
  private int next;

  /** Behind what was written to the window. */
  private int end;

  /** A stream of nothing. */
  public DeflatedStream() {
    out.write(HEADER, 16);
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
      next = addSymbol(next);
    }
    block.write(out, window, start, next, last);
  }

  /** Adds a match, or a literal where there is none. */
  private int addSymbol(int at) {
    int most = Math.min(MatchFinder.LONGEST, end - at);
    int length = most < MatchFinder.SHORTEST ? 0 : finder.find(at, most);
    if (length == 0) {
      block.addLiteral(window[at] & 0xFF);
      return at + 1;
    }
    block.addMatch(length, finder.distance);
    int behind = at + length;
    int known = Math.min(behind, end - MatchFinder.SHORTEST + 1);
    for (int i = at + 1; i < known; i++) {
      finder.add(i);
    }
    return behind;
  }
}
