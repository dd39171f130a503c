package io.github.imageresize.internal.codec.png;

import io.github.imageresize.Deadline;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The zlib stream that the IDAT chunks, or the fdAT chunks of a frame, hold together, as far as it
 * goes. Chunks that do not match their checksums are used nevertheless; but unless the whole stream
 * turns out to match its own, nothing behind the first of them is. Not thread-safe.
 */
final class PngPixelData {
  /** Rows shorter than this are inflated many at a time. */
  private static final int SHORT = 2048;

  private static final int BUFFER = 32 << 10;

  private static final int UNDAMAGED = Integer.MAX_VALUE;

  /** At most so much is inflated without a look at the deadline. */
  private static final int PIECE = 1 << 20;

  /** What stands before the pixels in an fdAT chunk (clause 11.3.6.3). */
  private static final int SEQUENCE_NUMBER = 4;

  private final PngChunks chunks;
  private final int kind;
  private final int skipped;

  /** Where the data of the first chunk begin that is not intact. */
  private final int damagedFrom;

  private boolean endsWithDamage;
  private final byte[] buffer = new byte[BUFFER];
  private int buffered;
  private int taken;
  private boolean ended;
  private @Nullable Inflater inflater;

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
    if (isIntact()) {
      return;
    }
    PngPixelData all = new PngPixelData(new PngChunks(chunks), kind, skipped);
    try {
      while (all.read(all.buffer, BUFFER, deadline)) {
        deadline.check();
      }
      endsWithDamage = !all.stream().finished();
    } finally {
      all.close();
    }
  }

  /**
   * Fills {@code target}.
   *
   * @return false if the data are damaged or end before
   */
  boolean read(byte[] target, int length, Deadline deadline) {
    if (length >= SHORT && taken == buffered) {
      return inflate(target, length, deadline) == length;
    }
    int done = 0;
    while (done < length) {
      if (taken == buffered) {
        buffered = inflate(buffer, BUFFER, deadline);
        taken = 0;
        if (buffered == 0) {
          return false;
        }
      }
      int count = Math.min(length - done, buffered - taken);
      System.arraycopy(buffer, taken, target, done, count);
      taken += count;
      done += count;
    }
    return true;
  }

  /** Inflates so many bytes, or fewer where the data end. */
  private int inflate(byte[] target, int length, Deadline deadline) {
    int done = 0;
    while (done < length && !ended) {
      if (done > 0) {
        deadline.check();
      }
      done += inflatePiece(target, done, Math.min(length - done, PIECE));
    }
    return done;
  }

  private int inflatePiece(byte[] target, int from, int length) {
    Inflater stream = stream();
    long before = stream.getBytesWritten();
    try {
      int count = stream.inflate(target, from, length);
      if (count == 0) {
        supply(stream);
      }
      return count;
    } catch (DataFormatException e) {
      ended = true;
      return (int) (stream.getBytesWritten() - before); // what was good before
    }
  }

  private Inflater stream() {
    if (inflater == null) {
      inflater = new Inflater();
      setInput(inflater);
    }
    return inflater;
  }

  private void setInput(Inflater stream) {
    int unused = Math.min(skipped, chunks.length());
    stream.setInput(chunks.file(), chunks.start() + unused, chunks.length() - unused);
  }

  /** Chunks that stand between the pixels' are passed over. */
  private void supply(Inflater stream) {
    ended =
        stream.finished()
            || stream.needsDictionary()
            || (endsWithDamage && chunks.start() >= damagedFrom);
    while (!ended) {
      ended = !chunks.advance() || chunks.is(PngChunks.IEND) || chunks.is(PngChunks.FRAME);
      if (!ended && chunks.is(kind)) {
        setInput(stream);
        return;
      }
    }
  }

  void close() {
    if (inflater != null) {
      inflater.end();
    }
  }
}
