package io.github.imageresize.internal.codec.jpeg;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder;
import java.util.List;

/**
 * What fuzzing runs on each input: any bytes end in a picture, all of whose samples are numbers, or
 * in one of the two reasons; and what is decoded with less tolerance is decoded with more.
 */
public final class JpegDecoderFuzzTarget {
  /** Fewer than a host allows, so that the time goes into parsing. */
  private static final long MOST_PIXELS = 100_000;

  private JpegDecoderFuzzTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    ImageHeader header;
    try {
      header = JpegDecoder.open(input).header();
    } catch (ImageResizeException e) {
      requireTheFilesFault(e);
      return;
    }
    if ((long) header.width() * header.height() > MOST_PIXELS) {
      return;
    }
    DecodeRequest whole = DecodeRequest.whole(header);
    boolean decoded = false;
    for (DamageTolerance tolerance : DamageTolerance.values()) {
      boolean before = decoded;
      decoded = decode(input, tolerance, whole);
      if (before && !decoded) {
        throw new IllegalStateException(tolerance + " refuses what less tolerance decodes");
      }
    }
    for (DecodeRequest request : lesser(header.width(), header.height())) {
      decode(input, DamageTolerance.ANY, request);
    }
  }

  private static List<DecodeRequest> lesser(int width, int height) {
    int x = width / 3;
    int y = height / 3;
    return List.of(
        new DecodeRequest(0, 0, width, height, 2.7, 2.7, true),
        new DecodeRequest(0, 0, width, height, 9, 9, true),
        new DecodeRequest(x, y, (width + 2) / 3, (height + 2) / 3, 1, 1.5, false));
  }

  private static boolean decode(byte[] input, DamageTolerance tolerance, DecodeRequest request) {
    try {
      JpegDecoder decoder = JpegDecoder.open(input);
      if (decoder.memoryNeeded(request) <= 0) {
        throw new IllegalStateException("needs no memory");
      }
      readAll(decoder.decode(tolerance.in(request)));
      return true;
    } catch (ImageResizeException e) {
      requireTheFilesFault(e);
      return false;
    }
  }

  private static void readAll(PlanarImage image) {
    for (Plane plane : image.planes()) {
      PlaneRows rows = plane.rows();
      for (int y = 0; y < rows.height(); y++) {
        float[][] row = rows.row(y);
        for (int x = 0; x < rows.width(); x++) {
          if (!Float.isFinite(row[x % rows.phases()][x / rows.phases()])) {
            throw new IllegalStateException("sample " + x + " of row " + y + " is no number");
          }
        }
        rows.release(y + 1);
      }
    }
  }

  private static void requireTheFilesFault(ImageResizeException e) {
    if (e.reason() != Reason.CORRUPT_IMAGE && e.reason() != Reason.UNSUPPORTED_IMAGE) {
      throw e;
    }
  }
}
