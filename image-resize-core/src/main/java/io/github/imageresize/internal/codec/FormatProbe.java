package io.github.imageresize.internal.codec;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tells what bytes look like that no codec recognises. */
final class FormatProbe {
  private static final int TEXT_SAMPLE = 512;

  private FormatProbe() {}

  /** What bytes of no supported format look like, for a message. */
  static String description(byte[] bytes) {
    if (bytes.length == 0) {
      return "an empty file";
    }
    if (MagicBytes.stand(bytes, 4, 'f', 't', 'y', 'p')) {
      return "an ISO media file (AVIF, HEIC or video)";
    }
    if (MagicBytes.stand(bytes, 0, 0xFF, 0x0A)
        || MagicBytes.stand(bytes, 0, 0, 0, 0, 0x0C, 'J', 'X', 'L', ' ')) {
      return "JPEG XL";
    }
    if (MagicBytes.stand(bytes, 0, 0, 0, 0, 0x0C, 'j', 'P')
        || MagicBytes.stand(bytes, 0, 0xFF, 0x4F, 0xFF, 0x51)) {
      return "JPEG 2000";
    }
    if (MagicBytes.stand(bytes, 0, '%', 'P', 'D', 'F')) {
      return "PDF";
    }
    if (MagicBytes.stand(bytes, 0, 'P', 'K', 3, 4)) {
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
}
