package io.github.imageresize.internal.codec.png;

import io.github.imageresize.internal.codec.PiecewiseOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** A PNG file with nothing but the chunks that its pictures and their colours need. */
final class PngWithoutMetadata {
  private static final int SIGNATURE = 8;
  private static final int AROUND_DATA = 12;
  private static final String END = "IEND";
  private static final Set<String> ANIMATION = Set.of("acTL", "fcTL", "fdAT");
  private static final Set<String> NEEDED =
      Set.of(
          "IHDR", "PLTE", "IDAT", END, "tRNS", "cHRM", "gAMA", "iCCP", "sRGB", "cICP", "sBIT",
          "mDCV", "cLLI", "acTL", "fcTL", "fdAT");

  private PngWithoutMetadata() {}

  /**
   * The file anew; empty if it is not intact.
   *
   * @param allFrames whether it may be animated
   */
  static Optional<byte[]> of(byte[] png, boolean allFrames) {
    ByteBuffer in = ByteBuffer.wrap(png);
    PiecewiseOutput out = new PiecewiseOutput();
    if (png.length < SIGNATURE) {
      return Optional.empty();
    }
    out.write(png, 0, SIGNATURE);
    int at = SIGNATURE;
    while (at + AROUND_DATA <= png.length) {
      int length = in.getInt(at);
      if (length < 0 || length > png.length - at - AROUND_DATA) {
        return Optional.empty();
      }
      String type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
      if (ANIMATION.contains(type) && !allFrames) {
        return Optional.empty();
      }
      if (NEEDED.contains(type)) {
        out.write(png, at, length + AROUND_DATA);
      }
      if (type.equals(END)) {
        return Optional.of(out.toByteArray());
      }
      at += length + AROUND_DATA;
    }
    return Optional.empty();
  }
}
