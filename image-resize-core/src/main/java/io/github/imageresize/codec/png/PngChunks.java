package io.github.imageresize.codec.png;

import io.github.imageresize.codec.BadImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Walks over the chunks of a PNG (ISO/IEC 15948 clause 5.3). */
final class PngChunks {
  private static final int SIGNATURE_LENGTH = 8;

  private final byte[] png;
  private int next = SIGNATURE_LENGTH;
  private int start;
  private int length;
  private String type = "";

  PngChunks(byte[] png) {
    this.png = png;
  }

  /** Goes to the next chunk; a PNG that ends before its IEND is corrupt. */
  void advance() {
    if (png.length - next < 12) {
      throw BadImage.corrupt("PNG ends at byte " + png.length + " before its last chunk");
    }
    long claimed = int32(next) & 0xFFFFFFFFL;
    type = new String(png, next + 4, 4, StandardCharsets.ISO_8859_1);
    if (claimed > png.length - next - 12) {
      throw BadImage.corrupt(
          "PNG chunk %s claims %d bytes at byte %d, but the file has %d"
              .formatted(printableType(), claimed, next, png.length));
    }
    start = next + 8;
    length = (int) claimed;
    next = start + length + 4;
  }

  boolean is(String wanted) {
    return type.equals(wanted);
  }

  /** Whether a decoder that does not know the chunk must give up. */
  boolean isCritical() {
    return type.charAt(0) < 'a';
  }

  String printableType() {
    return type.chars().allMatch(c -> c > ' ' && c < 127) ? type : "of unprintable type";
  }

  boolean isIntact() {
    CRC32 crc = new CRC32();
    crc.update(png, start - 4, length + 4);
    return (int) crc.getValue() == int32(start + length);
  }

  void requireIntact() {
    if (!isIntact()) {
      throw BadImage.corrupt("PNG chunk " + printableType() + " does not match its checksum");
    }
  }

  int start() {
    return start;
  }

  int length() {
    return length;
  }

  byte[] data() {
    return Arrays.copyOfRange(png, start, start + length);
  }

  int int32(int at) {
    return (png[at] & 0xFF) << 24
        | (png[at + 1] & 0xFF) << 16
        | (png[at + 2] & 0xFF) << 8
        | (png[at + 3] & 0xFF);
  }
}
