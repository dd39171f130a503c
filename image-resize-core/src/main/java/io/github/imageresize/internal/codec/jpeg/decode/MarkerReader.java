package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.jpeg.Marker;
import io.github.imageresize.internal.codec.jpeg.Segment;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a file marker by marker (T.81 B.1.1). Passes over whatever stands between segments,
 * and takes a file that stops without an EOI marker to end there.
 */
public final class MarkerReader {
  private final byte[] file;
  private final int end;
  private int position;
  private boolean ended;

  MarkerReader(byte[] file, int position) {
    this(file, position, file.length);
  }

  /** A reader of a part of a file. */
  public MarkerReader(byte[] file, int position, int end) {
    this.file = file;
    this.position = position;
    this.end = end;
  }

  /** A reader of a whole file, which must begin as one. */
  static MarkerReader open(byte[] file) {
    if (file.length < 4 || file[0] != (byte) 0xFF || file[1] != (byte) Marker.SOI) {
      throw BadImage.corrupt("JPEG must begin with FFD8 and a further marker");
    }
    return new MarkerReader(file, 2);
  }

  /** The next segment with parameters, or null at the end of the image. */
  public @Nullable Segment next() {
    while (true) {
      while (position < end && file[position] != (byte) 0xFF) {
        position++;
      }
      while (position < end && file[position] == (byte) 0xFF) {
        position++;
      }
      if (position >= end) {
        return null;
      }
      int marker = file[position++] & 0xFF;
      if (marker == Marker.EOI) {
        ended = true;
        return null;
      }
      if (marker == 0 || Marker.standsAlone(marker)) {
        continue;
      }
      if (position + 2 > end) {
        position = end;
        return null;
      }
      int length = (file[position] & 0xFF) << 8 | (file[position + 1] & 0xFF);
      if (length < 2) {
        continue;
      }
      int begin = position + 2;
      position = Math.min(position + length, end);
      return new Segment(file, marker, begin, position);
    }
  }

  /** Whether an EOI marker was read. */
  boolean ended() {
    return ended;
  }

  /** Behind the last segment: after a scan header, where the scan's data begin. */
  public int position() {
    return position;
  }

  /** Goes on at a place of the file. */
  void moveTo(int place) {
    position = place;
  }
}
