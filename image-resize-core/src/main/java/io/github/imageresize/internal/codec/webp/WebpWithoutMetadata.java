package io.github.imageresize.internal.codec.webp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** A WebP file with nothing but its pictures and their profile (RFC 9649 section 2). */
final class WebpWithoutMetadata {
  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int METADATA_FLAGS = 0x0c;
  private static final String EXTENDED = "VP8X";
  private static final Set<String> ANIMATION = Set.of("ANIM", "ANMF");
  private static final Set<String> NEEDED =
      Set.of("VP8 ", "VP8L", EXTENDED, "ALPH", "ICCP", "ANIM", "ANMF");

  private WebpWithoutMetadata() {}

  /**
   * The file anew; empty if it is not intact.
   *
   * @param allFrames whether it may be animated
   */
  static Optional<byte[]> of(byte[] webp, boolean allFrames) {
    if (webp.length < RIFF_HEADER) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
    long claimed = (in.getInt(4) & 0xffffffffL) + 8;
    if (claimed > webp.length) {
      return Optional.empty();
    }
    ByteBuffer out = ByteBuffer.allocate(webp.length + 1).order(ByteOrder.LITTLE_ENDIAN);
    out.put(webp, 0, RIFF_HEADER);
    int at = RIFF_HEADER;
    while (at + CHUNK_HEADER <= claimed) {
      String type = new String(webp, at, 4, StandardCharsets.ISO_8859_1);
      int length = in.getInt(at + 4);
      if (length < 0 || length > claimed - at - CHUNK_HEADER) {
        return Optional.empty();
      }
      if (ANIMATION.contains(type) && !allFrames) {
        return Optional.empty();
      }
      if (NEEDED.contains(type)) {
        int start = out.position() + CHUNK_HEADER;
        out.put(webp, at, CHUNK_HEADER + length);
        if (type.equals(EXTENDED) && length > 0) {
          out.put(start, (byte) (out.get(start) & ~METADATA_FLAGS));
        }
        if ((length & 1) == 1) {
          out.put((byte) 0);
        }
      }
      at = (int) Math.min(Integer.MAX_VALUE - 16, (long) at + CHUNK_HEADER + length + (length & 1));
    }
    out.putInt(4, out.position() - 8);
    byte[] file = new byte[out.position()];
    out.flip().get(file);
    return Optional.of(file);
  }
}
