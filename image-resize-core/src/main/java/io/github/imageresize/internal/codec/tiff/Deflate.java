package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.Deadline;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** RFC 1950. */
final class Deflate implements Decompressor {
  /** What is inflated without a look at the deadline: it may be blocks that hold nothing. */
  private static final int PIECE = 64 << 10;

  private final Deadline deadline;
  private final Inflater inflater = new Inflater();
  private Chunk chunk = new Chunk(new byte[0], 0, 0);

  /** Behind what the inflater was given. */
  private int given;

  Deflate(Deadline deadline) {
    this.deadline = deadline;
  }

  @Override
  public void open(Chunk next) {
    inflater.reset();
    chunk = next;
    given = next.from();
    give();
  }

  /** Goes on to the next piece of the chunk, if there is one. */
  private boolean give() {
    deadline.check();
    int length = Math.min(PIECE, chunk.to() - given);
    inflater.setInput(chunk.bytes(), given, length);
    given += length;
    return length > 0;
  }

  @Override
  public int read(byte[] out, int offset, int length) {
    int total = 0;
    try {
      while (total < length) {
        int count = inflater.inflate(out, offset + total, length - total);
        total += count;
        if (count == 0 && (inflater.finished() || !inflater.needsInput() || !give())) {
          break;
        }
      }
    } catch (DataFormatException e) {
      return total; // what came before is good
    }
    return total;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
