package io.github.imageresize.internal.codec.png;

import io.github.imageresize.Deadline;
import io.github.imageresize.internal.deflate.CompressedPieces;
import io.github.imageresize.internal.deflate.InflatedStream;

/**
 * The zlib stream that the IDAT chunks, or the fdAT chunks of a frame, hold together, as far as it
 * goes. Chunks that do not match their checksums are used nevertheless; but unless the whole stream
 * turns out to match its own, nothing behind the first of them is. Where chunks match, the stream's
 * checksum is not looked at. Not thread-safe.
 */
final class PngPixelData {
  private static final int UNDAMAGED = Integer.MAX_VALUE;

  /** What stands before the pixels in an fdAT chunk (clause 11.3.6.3). */
  private static final int SEQUENCE_NUMBER = 4;

  private final PngChunks chunks;
  private final int kind;
  private final int skipped;

  /** Where the data of the first chunk begin that is not intact. */
  private final int damagedFrom;

  private boolean endsWithDamage;

  private PngPixelData(PngChunks chunks, int kind, int skipped) {
    this.chunks = chunks;
    this.kind = kind;
    this.skipped = skipped;
    damagedFrom = damagedFrom(new PngChunks(chunks));
  }

  /** The picture's pixels, from the IDAT on at which {@code chunks} stands. */
  static PngPixelData ofPicture(PngChunks chunks) {
    return new PngPixelData(chunks, PngChunks.IDAT, 0);
  }

  /** A frame's pixels, from the fdAT on at which {@code chunks} stands. */
  static PngPixelData ofFrame(PngChunks chunks) {
    return new PngPixelData(chunks, PngChunks.FRAME_DATA, SEQUENCE_NUMBER);
  }

  private int damagedFrom(PngChunks walk) {
    while (walk.is(kind)) {
      int start = walk.start();
      if (!walk.isIntact() || !walk.advance()) {
        return start;
      }
    }
    return UNDAMAGED;
  }

  /**
   * Whether all chunks match their checksums, and another kind of chunk follows; the stream in them
   * may still be damaged.
   */
  boolean isIntact() {
    return damagedFrom == UNDAMAGED;
  }

  /**
   * Looks, where chunks are not intact, whether the stream is. To be called before pixels are read.
   */
  void examine(Deadline deadline) {
    if (!isIntact()) {
      InflatedStream all = new InflatedStream(new Pieces(new PngChunks(chunks)), 1);
      endsWithDamage = !all.endsIntact(deadline);
    }
  }

  /** Begins to read, at most {@code longest} bytes at once. */
  InflatedStream open(int longest) {
    return new InflatedStream(new Pieces(chunks), longest);
  }

  /** Chunks that stand between the pixels' are passed over. */
  private final class Pieces implements CompressedPieces {
    private final PngChunks walk;
    private boolean begun;

    Pieces(PngChunks walk) {
      this.walk = walk;
    }

    @Override
    public boolean advance() {
      if (!begun) {
        begun = true;
        return true;
      }
      if (endsWithDamage && walk.start() >= damagedFrom) {
        return false;
      }
      do {
        if (!walk.advance() || walk.is(PngChunks.IEND) || walk.is(PngChunks.FRAME)) {
          return false;
        }
      } while (!walk.is(kind));
      return true;
    }

    @Override
    public byte[] array() {
      return walk.file();
    }

    @Override
    public int start() {
      return walk.start() + Math.min(skipped, walk.length());
    }

    @Override
    public int length() {
      return Math.max(0, walk.length() - skipped);
    }
  }
}
