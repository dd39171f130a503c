package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.internal.codec.ExifWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Adds an EXIF chunk to a WebP file (RFC 9649 section 2.7). */
final class WebpMetadata {
  private static final int RIFF_HEADER = 12;
  private static final int EXTENDED_CHUNK = 18;
  private static final byte EXIF_FLAG = 0x08;
  private static final byte ALPHA_FLAG = 0x10;

  private WebpMetadata() {}

  /** The file with the copyright notice and the artist that are asked for; as it is if none are. */
  static byte[] added(byte[] webp, int width, int height, boolean alpha, EncodeRequest request) {
    if (request.copyright() == null && request.artist() == null) {
      return webp;
    }
    byte[] exif = ExifWriter.write(request.copyright(), request.artist());
    boolean extended = webp[15] == 'X';
    int from = extended ? RIFF_HEADER + EXTENDED_CHUNK : RIFF_HEADER;
    int length =
        RIFF_HEADER + EXTENDED_CHUNK + webp.length - from + 8 + exif.length + (exif.length & 1);
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(length - 8);
    out.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(EXTENDED_CHUNK - 8);
    out.putInt(EXIF_FLAG | (alpha ? ALPHA_FLAG : 0));
    putInt24(out, width - 1);
    putInt24(out, height - 1);
    out.put(webp, from, webp.length - from);
    out.put("EXIF".getBytes(StandardCharsets.US_ASCII)).putInt(exif.length).put(exif);
    return out.array();
  }

  private static void putInt24(ByteBuffer target, int value) {
    target.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
  }
}
