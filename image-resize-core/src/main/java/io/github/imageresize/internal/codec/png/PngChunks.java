package io.github.imageresize.internal.codec.png;

import io.github.imageresize.internal.codec.BadImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Walks over the chunks of a PNG (ISO/IEC 15948 clause 5.3). A chunk that reaches past the end of
 * the file has the data that are there.
 */
final class PngChunks {
  static final int IHDR = type("IHDR");
  static final int PLTE = type("PLTE");
  static final int IDAT = type("IDAT");
  static final int IEND = type("IEND");
  static final int TRNS = type("tRNS");
  static final int ICCP = type("iCCP");
  static final int EXIF = type("eXIf");
  static final int SRGB = type("sRGB");
  static final int ANIMATION = type("acTL");
  static final int FRAME = type("fcTL");
  static final int FRAME_DATA = type("fdAT");
  static final int TEXT = type("tEXt");
  static final int INTERNATIONAL_TEXT = type("iTXt");

  private static final int SIGNATURE_LENGTH = 8;
  private static final int ANCILLARY = 1 << 29;

  private final byte[] png;
  private int next = SIGNATURE_LENGTH;
  private int start;
  private int length;
  private int type;
  private boolean whole;

  PngChunks(byte[] png) {
    this.png = png;
  }

  /** The same place in the same file, from which another walk can begin. */
  PngChunks(PngChunks other) {
    png = other.png;
    next = other.next;
    start = other.start;
    length = other.length;
    type = other.type;
    whole = other.whole;
  }

  private static int type(String name) {
    int type = 0;
    for (int i = 0; i < 4; i++) {
      type = type << 8 | name.charAt(i);
    }
    return type;
  }

  /** Goes to the next chunk, if there is at least the beginning of one. */
  boolean advance() {
    if (png.length - next < 8) {
      return false;
    }
    long claimed = int32(next) & 0xFFFFFFFFL;
    type = int32(next + 4);
    start = next + 8;
    int left = png.length - start;
    whole = claimed <= left - 4L;
    length = (int) Math.min(claimed, left);
    next = whole ? start + length + 4 : png.length;
    return true;
  }

  /** Goes to the next chunk; a PNG without it is corrupt. */
  void require() {
    if (!advance()) {
      throw BadImage.corrupt("PNG ends at byte " + png.length + " before its pixels");
    }
  }

  boolean is(int wanted) {
    return type == wanted;
  }

  /** Whether a decoder that does not know the chunk must give up. */
  boolean isCritical() {
    return (type & ANCILLARY) == 0;
  }

  String printableType() {
    String name =
        new String(
            new byte[] {(byte) (type >> 24), (byte) (type >> 16), (byte) (type >> 8), (byte) type},
            StandardCharsets.ISO_8859_1);
    return name.chars().allMatch(c -> c > ' ' && c < 127) ? name : "of unprintable type";
  }

  /** Whether all of it is there and matches its checksum. */
  boolean isIntact() {
    if (!whole) {
      return false;
    }
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

  /** Whether the data begin with a text and a NUL. */
  boolean isKeyword(String keyword) {
    if (length <= keyword.length() || png[start + keyword.length()] != 0) {
      return false;
    }
    for (int i = 0; i < keyword.length(); i++) {
      if (png[start + i] != keyword.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  byte[] file() {
    return png;
  }

  int int32(int at) {
    return (png[at] & 0xFF) << 24
        | (png[at + 1] & 0xFF) << 16
        | (png[at + 2] & 0xFF) << 8
        | (png[at + 3] & 0xFF);
  }
}
