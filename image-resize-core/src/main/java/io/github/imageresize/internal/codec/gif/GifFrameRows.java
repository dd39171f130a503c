package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.Deadline;
import io.github.imageresize.internal.codec.DecodedRows;
import io.github.imageresize.internal.codec.lzw.LzwDecoder;

/**
 * A frame's rows of colour indices: decoded when they are asked for, or, of an interlaced frame,
 * all at once. Not thread-safe.
 */
final class GifFrameRows {
  private static final int[] INTERLACE_FIRST = {0, 4, 2, 1};
  private static final int[] INTERLACE_STEP = {8, 8, 4, 2};

  /** What a row takes besides its bytes, where it is held and where it is spare. */
  private static final int ROW_OVERHEAD = 40;

  /** Red, green, blue and alpha, each of which is read at its own pace. */
  private static final int PLANES = 4;

  private final GifFrame frame;
  private final LzwDecoder pixels;
  private final byte[][] held;
  private final DecodedRows streamed;
  private long arrived;

  /**
   * The rows of a frame.
   *
   * @param pixels decodes them; nothing else, as long as they are read
   * @param deadline checked for each row
   */
  GifFrameRows(byte[] gif, GifFrame frame, LzwDecoder pixels, Deadline deadline) {
    this.frame = frame;
    this.pixels = pixels;
    int start = frame.dataStart();
    pixels.open(new GifSubBlocks(gif, start + 1), gif[start], true, 0);
    if (frame.interlaced()) {
      held = interlaced(deadline);
    } else {
      held = new byte[0][];
      arrived = GifPixelCount.of(gif, start, frame.pixels(), deadline);
    }
    streamed =
        new DecodedRows(
            frame.width(),
            PLANES,
            (row, previous) -> {
              deadline.check();
              pixels.read(row, 0, row.length);
            });
  }

  /** The most heap that the rows take. */
  static long memoryNeeded(boolean interlaced, int width, int height, double reductionY) {
    double streamed = Math.min(height, 8 * Math.max(1, reductionY) + 8) + 4;
    double rows = interlaced ? height + 4.0 : streamed;
    return (long) (rows * (width + ROW_OVERHEAD));
  }

  /** Rows that did not arrive as a whole are those above them. */
  private byte[][] interlaced(Deadline deadline) {
    byte[][] rows = new byte[frame.height()][];
    for (int pass = 0; pass < 4; pass++) {
      for (int y = INTERLACE_FIRST[pass]; y < rows.length; y += INTERLACE_STEP[pass]) {
        deadline.check();
        byte[] row = new byte[frame.width()];
        int read = pixels.read(row, 0, row.length);
        arrived += read;
        if (read < row.length) {
          replicate(rows);
          return rows;
        }
        rows[y] = row;
      }
    }
    return rows;
  }

  @SuppressWarnings("NullAway") // rows that did not arrive are null here, and nowhere else
  private static void replicate(byte[][] rows) {
    for (int y = 1; y < rows.length; y++) {
      if (rows[y] == null) {
        rows[y] = rows[y - 1];
      }
    }
  }

  GifFrame frame() {
    return frame;
  }

  /** How many pixels the data hold, of all that the frame has. */
  long arrived() {
    return arrived;
  }

  /** How many pixels of a row are there; none outside of the frame. */
  @SuppressWarnings("NullAway") // no row at all may have arrived of an interlaced frame
  int arrived(int y) {
    if (y < 0 || y >= frame.height()) {
      return 0;
    }
    if (frame.interlaced()) {
      return held[y] == null ? 0 : frame.width();
    }
    return (int) Math.max(0, Math.min(frame.width(), arrived - (long) y * frame.width()));
  }

  byte[] row(int y) {
    return frame.interlaced() ? held[y] : streamed.row(y);
  }

  void release(int plane, int y) {
    streamed.release(plane, y);
  }
}
