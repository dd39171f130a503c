package io.github.imageresize.internal.codec;

import io.github.imageresize.codec.SourceFormat;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Tells a format by its first bytes, and what else the bytes look like if it is none. */
final class FormatProbe {
  private static final int TEXT_SAMPLE = 512;

  private FormatProbe() {}

  static Optional<SourceFormat> formatOf(byte[] bytes) {
    if (begins(bytes, 0, 0xFF, 0xD8)) {
      return Optional.of(SourceFormat.JPEG);
    }
    if (begins(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return Optional.of(SourceFormat.PNG);
    }
    if (begins(bytes, 0, 'G', 'I', 'F', '8', '7', 'a')
        || begins(bytes, 0, 'G', 'I', 'F', '8', '9', 'a')) {
      return Optional.of(SourceFormat.GIF);
    }
    if (begins(bytes, 0, 'R', 'I', 'F', 'F') && begins(bytes, 8, 'W', 'E', 'B', 'P')) {
      return Optional.of(SourceFormat.WEBP);
    }
    if (begins(bytes, 0, 'I', 'I', 42, 0)
        || begins(bytes, 0, 'M', 'M', 0, 42)
        || begins(bytes, 0, 'I', 'I', 43, 0)
        || begins(bytes, 0, 'M', 'M', 0, 43)) {
      return Optional.of(SourceFormat.TIFF);
    }
    if (begins(bytes, 0, 'B', 'M') && bytes.length >= 26) {
      return Optional.of(SourceFormat.BMP);
    }
    if (isIcon(bytes)) {
      return Optional.of(SourceFormat.ICO);
    }
    return Optional.empty();
  }

  /** Icons (1) and cursors (2), whose directories are not empty and lie within the file. */
  private static boolean isIcon(byte[] bytes) {
    boolean magic = begins(bytes, 0, 0, 0, 1, 0) || begins(bytes, 0, 0, 0, 2, 0);
    if (!magic || bytes.length < 6 + 16) {
      return false;
    }
    int count = (bytes[4] & 0xFF) | (bytes[5] & 0xFF) << 8;
    return count > 0 && 6 + 16L * count <= bytes.length;
  }

  /** What bytes of no supported format look like, for a message. */
  static String description(byte[] bytes) {
    if (bytes.length == 0) {
      return "an empty file";
    }
    if (begins(bytes, 4, 'f', 't', 'y', 'p')) {
      return "an ISO media file (AVIF, HEIC or video)";
    }
    if (begins(bytes, 0, 0xFF, 0x0A) || begins(bytes, 0, 0, 0, 0, 0x0C, 'J', 'X', 'L', ' ')) {
      return "JPEG XL";
    }
    if (begins(bytes, 0, 0, 0, 0, 0x0C, 'j', 'P') || begins(bytes, 0, 0xFF, 0x4F, 0xFF, 0x51)) {
      return "JPEG 2000";
    }
    if (begins(bytes, 0, '%', 'P', 'D', 'F')) {
      return "PDF";
    }
    if (begins(bytes, 0, 'P', 'K', 3, 4)) {
      return "a ZIP archive";
    }
    return textOrBinary(bytes);
  }

  private static String textOrBinary(byte[] bytes) {
    int length = Math.min(bytes.length, TEXT_SAMPLE);
    for (int i = 0; i < length; i++) {
      if (bytes[i] >= 0 && bytes[i] < ' ' && "\t\n\f\r".indexOf(bytes[i]) < 0) {
        return "%d bytes of an unknown binary format".formatted(bytes.length);
      }
    }
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    if (text.contains("<svg")) {
      return "SVG";
    }
    return text.contains("<html") || text.contains("<!doctype html") ? "HTML" : "text";
  }

  private static boolean begins(byte[] bytes, int offset, int... magic) {
    if (bytes.length < offset + magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[offset + i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
