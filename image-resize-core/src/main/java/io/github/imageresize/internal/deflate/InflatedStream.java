package io.github.imageresize.internal.deflate;

import io.github.imageresize.Deadline;
import java.util.zip.Adler32;

/**
 * What a zlib stream (RFC 1950) becomes, as far as it goes, read in stretches that lie in one
 * array. Accepts and refuses what zlib does, and gives all that stands before what is damaged. The
 * stream's checksum is not compared but by {@link #endsIntact}. Not thread-safe.
 */
public final class InflatedStream {
  private static final int WINDOW = 32 << 10;

  /** What is inflated between two moves of the window at least. */
  private static final int STRETCH = 96 << 10;

  /** Symbols may reach so far behind where the room ends: some literals and the longest copy. */
  private static final int SLACK = 258 + 32;

  /** At most so much is inflated without a look at the deadline. */
  private static final int PIECE = 1 << 20;

  private static final int DEFLATE = 8;
  private static final int LARGEST_WINDOW = 7;
  private static final int PRESET_DICTIONARY = 0x20;

  private final BitInput in;
  private final byte[] window;
  private final InflatedBlocks blocks;

  /** Where the next byte stands that was not read yet. */
  private int taken;

  /** Behind what was inflated. */
  private int made;

  private boolean started;
  private boolean ended;

  /**
   * A stream at its beginning.
   *
   * @param longest the most that will be read at once, below 2 GiB - 256 KiB
   */
  public InflatedStream(CompressedPieces pieces, int longest) {
    in = new BitInput(pieces);
    window = new byte[WINDOW + Math.max(STRETCH, longest) + SLACK];
    blocks = new InflatedBlocks(in, window);
  }

  /** Heap that a stream takes. */
  public static long memoryNeeded(long longest) {
    return WINDOW + Math.max(STRETCH, longest) + SLACK + InflatedBlocks.MEMORY;
  }

  /** The array in which {@link #read} finds what it says. */
  public byte[] array() {
    return window;
  }

  /**
   * Reads that many bytes.
   *
   * @return where they begin in {@link #array()} until the next call; -1 if the data are damaged or
   *     end before
   */
  public int read(int length, Deadline deadline) {
    if (made - taken < length && !ended) {
      inflate(length, deadline);
    }
    if (made - taken < length) {
      return -1;
    }
    int at = taken;
    taken += length;
    return at;
  }

  /** Inflates what is left, and says whether the stream ends well and matches its checksum. */
  public boolean endsIntact(Deadline deadline) {
    Adler32 checksum = new Adler32();
    while (true) {
      checksum.update(window, taken, made - taken);
      taken = made;
      if (ended) {
        break;
      }
      inflate(1, deadline);
    }
    if (!blocks.complete()) {
      return false;
    }
    in.alignToByte();
    int upper = Integer.reverseBytes(in.take(16)) >>> 16;
    int lower = Integer.reverseBytes(in.take(16)) >>> 16;
    return (upper << 16 | lower) == (int) checksum.getValue();
  }

  private void inflate(int length, Deadline deadline) {
    if (!started) {
      started = true;
      ended = !readHeader();
    }
    int end = window.length - SLACK;
    if (end - taken < length) {
      moveWindow();
    }
    while (made - taken < length && !ended) {
      deadline.check();
      made = blocks.inflate(made, made + Math.min(PIECE, end - made));
      ended = blocks.ended();
    }
  }

  private boolean readHeader() {
    int method = in.take(8);
    int flags = in.take(8);
    return flags >= 0
        && (method << 8 | flags) % 31 == 0
        && (method & 0xF) == DEFLATE
        && method >> 4 <= LARGEST_WINDOW
        && (flags & PRESET_DICTIONARY) == 0;
  }

  /** Keeps what was not read yet, and what copies may reach. */
  private void moveWindow() {
    int from = Math.max(0, Math.min(taken, made - WINDOW));
    System.arraycopy(window, from, window, 0, made - from);
    taken -= from;
    made -= from;
  }
}
