package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.internal.codec.BadImage;
import java.util.Arrays;

/** How the JPEG streams of strips and tiles become files, and what they may be. */
final class JpegStreams {
  /** Tells a decoder whether three components are RGB (0) or YCbCr (1), whatever their names. */
  private static final byte[] ADOBE = {
    (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
  };

  private static final int MARKER_BYTES = 2;

  /** In this many bytes from its beginning on a stream says what it is. */
  private static final int HEAD = 64 << 10;

  private final byte[] head;
  private final TiffLayout layout;

  /**
   * Knows the streams of a picture.
   *
   * @param tables the stream of the JPEGTables entry, which all streams share, or empty
   */
  JpegStreams(byte[] tables, TiffLayout layout) {
    this.layout = layout;
    int shared = Math.max(0, tables.length - 2 * MARKER_BYTES);
    int adobe = components() == 3 ? ADOBE.length : 0;
    head = new byte[MARKER_BYTES + adobe + shared];
    head[0] = (byte) 0xFF;
    head[1] = (byte) 0xD8;
    System.arraycopy(ADOBE, 0, head, MARKER_BYTES, adobe);
    if (adobe > 0) {
      head[MARKER_BYTES + adobe - 1] = (byte) (layout.photometric() == Photometric.YCBCR ? 1 : 0);
    }
    System.arraycopy(tables, shared == 0 ? 0 : MARKER_BYTES, head, MARKER_BYTES + adobe, shared);
  }

  /** Components that a stream must have. */
  int components() {
    return layout.separate() ? 1 : layout.samples();
  }

  /** A stream and what it shares with others, as a file. */
  byte[] whole(Chunk chunk) {
    return merged(chunk, chunk.to());
  }

  /** The beginning of such a file, with all headers. */
  byte[] beginning(Chunk chunk) {
    return merged(chunk, Math.min(chunk.to(), chunk.from() + HEAD));
  }

  private byte[] merged(Chunk chunk, int to) {
    int from = Math.min(to, chunk.from() + MARKER_BYTES);
    byte[] file = Arrays.copyOf(head, head.length + to - from);
    System.arraycopy(chunk.bytes(), from, file, head.length, to - from);
    return file;
  }

  /** Bytes that a file of a stream takes. */
  long length(long streamLength) {
    return head.length + streamLength;
  }

  /** Refuses a stream that is larger than its strip or tile, or narrower. */
  void checkSize(long width, long height) {
    if (width != layout.chunks().width() || height > layout.chunks().height()) {
      throw BadImage.corrupt(
          "JPEG in TIFF is of %dx%d pixels, its strip or tile of %dx%d"
              .formatted(width, height, layout.chunks().width(), layout.chunks().height()));
    }
  }
}
