package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.jpeg.Marker;
import io.github.imageresize.internal.codec.jpeg.Segment;
import io.github.imageresize.internal.codec.jpeg.decode.MarkerReader;

/** Looks for frame headers (T.81 B.2.2) in a JPEG stream. */
final class JpegFrameSize {
  private JpegFrameSize() {}

  /** Refuses a stream with a frame that is larger than that. */
  static void check(byte[] file, long from, long to, long width, long height) {
    if (from >= file.length) {
      return;
    }
    int end = (int) Math.min(to, file.length);
    MarkerReader markers = new MarkerReader(file, (int) from, end);
    // Readers may go on behind an end of image.
    while (markers.position() < end) {
      Segment segment = markers.next();
      if (segment != null && segment.marker() == Marker.SOS) {
        return; // pixels begin
      }
      if (segment != null && Marker.isFrame(segment.marker()) && segment.remaining() >= 5) {
        segment.readByte();
        int lines = segment.readShort();
        int samples = segment.readShort();
        if (samples > width || lines > height) {
          throw BadImage.corrupt(
              "JPEG in TIFF is of %dx%d pixels, its strip or tile of %dx%d"
                  .formatted(samples, lines, width, height));
        }
      }
    }
  }
}
