package io.github.imageresize.internal.codec.jpeg;

import io.github.imageresize.internal.codec.PiecewiseOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A JPEG file with nothing but what its picture needs: tables, frame, scans, the profile, and the
 * segments of JFIF and Adobe that tell what its components mean. What follows the end of the image
 * is left out as well.
 */
final class JpegWithoutMetadata {
  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int FIRST_FRAME = 0xc0;
  private static final int LAST_FRAME = 0xcf;
  private static final int FIRST_APPLICATION = 0xe0;
  private static final int PROFILE = 0xe2;
  private static final int ADOBE = 0xee;
  private static final int LAST_APPLICATION = 0xef;
  private static final int COMMENT = 0xfe;
  private static final int JFIF_LENGTH = 16;

  private final byte[] jpeg;
  private final PiecewiseOutput out = new PiecewiseOutput();

  private JpegWithoutMetadata(byte[] jpeg) {
    this.jpeg = jpeg;
  }

  /** The file anew; empty if it is not intact, or its colours are not those of a screen. */
  static Optional<byte[]> of(byte[] jpeg) {
    JpegWithoutMetadata file = new JpegWithoutMetadata(jpeg);
    return file.copied() ? Optional.of(file.out.toByteArray()) : Optional.empty();
  }

  private boolean copied() {
    if (jpeg.length < 4 || int8(0) != 0xff || int8(1) != START) {
      return false;
    }
    out.write(jpeg, 0, 2);
    int at = 2;
    while (at + 2 <= jpeg.length && int8(at) == 0xff) {
      int marker = int8(at + 1);
      if (marker == END) {
        out.write(jpeg, at, 2);
        return true;
      }
      if (marker == 0xff) {
        at++;
        continue;
      }
      int length = at + 4 <= jpeg.length ? int16(at + 2) : 0;
      int end = at + 2 + length;
      if (length < 2 || end > jpeg.length || isPrint(marker, at, length)) {
        return false;
      }
      copySegment(marker, at, length);
      at = marker == SCAN ? copyScan(end) : end;
    }
    return false;
  }

  /** Four components are the inks of a printer. */
  private boolean isPrint(int marker, int at, int length) {
    boolean frame = marker >= FIRST_FRAME && marker <= LAST_FRAME && (marker & 3) != 0;
    boolean anyFrame = frame || marker == FIRST_FRAME;
    return anyFrame && length >= 8 && int8(at + 9) > 3;
  }

  private void copySegment(int marker, int at, int length) {
    if (marker == FIRST_APPLICATION && length >= JFIF_LENGTH && begins(at + 4, "JFIF\0")) {
      // Without its thumbnail, whose width and height stand at the end.
      out.write(jpeg, at, 2);
      out.write(0);
      out.write(JFIF_LENGTH);
      out.write(jpeg, at + 4, JFIF_LENGTH - 4);
      out.write(0);
      out.write(0);
      return;
    }
    boolean metadata =
        marker == COMMENT || (marker >= FIRST_APPLICATION && marker <= LAST_APPLICATION);
    boolean needed =
        (marker == PROFILE && begins(at + 4, "ICC_PROFILE\0"))
            || (marker == ADOBE && begins(at + 4, "Adobe"));
    if (!metadata || needed) {
      out.write(jpeg, at, 2 + length);
    }
  }

  /** Copies entropy-coded data, up to a marker that is no restart, and returns where that is. */
  private int copyScan(int start) {
    int at = start;
    while (at + 1 < jpeg.length) {
      int next = int8(at + 1);
      boolean withinScan = next == 0 || (next >= 0xd0 && next <= 0xd7);
      if (int8(at) == 0xff && !withinScan) {
        break;
      }
      at += int8(at) == 0xff ? 2 : 1;
    }
    out.write(jpeg, start, Math.min(at, jpeg.length) - start);
    return at;
  }

  private boolean begins(int at, String text) {
    byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
    int end = Math.min(jpeg.length, at + expected.length);
    return at < end && Arrays.equals(jpeg, at, end, expected, 0, expected.length);
  }

  private int int8(int at) {
    return jpeg[at] & 0xff;
  }

  private int int16(int at) {
    return int8(at) << 8 | int8(at + 1);
  }
}
