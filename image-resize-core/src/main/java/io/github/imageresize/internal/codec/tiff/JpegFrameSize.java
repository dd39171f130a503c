package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.internal.codec.BadImage;

/** Looks for frame headers (T.81 B.2.2) in a JPEG stream. */
final class JpegFrameSize {
  private JpegFrameSize() {}

  /** Refuses a stream with a frame that is larger than that. */
  static void check(byte[] file, long from, long to, long width, long height) {
    long end = Math.min(to, file.length);
    long at = from;
    while (at + 9 < end) {
      if ((file[(int) at] & 0xFF) != 0xFF) {
        at++;
        continue;
      }
      int marker = file[(int) at + 1] & 0xFF;
      if (marker == 0xDA) {
        return; // pixels begin
      }
      boolean standsAlone = marker == 0xFF || marker == 0 || (marker >= 0xD0 && marker <= 0xD9);
      if (standsAlone) {
        at += marker == 0xFF ? 1 : 2;
        continue;
      }
      if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
        int lines = unsignedShort(file, at + 5);
        int samples = unsignedShort(file, at + 7);
        if (samples > width || lines > height) {
          throw BadImage.corrupt(
              "JPEG in TIFF is of %dx%d pixels, its strip or tile of %dx%d"
                  .formatted(samples, lines, width, height));
        }
      }
      at += 2 + Math.max(2, unsignedShort(file, at + 2));
    }
  }

  private static int unsignedShort(byte[] file, long at) {
    return ((file[(int) at] & 0xFF) << 8) | (file[(int) at + 1] & 0xFF);
  }
}
