package io.github.imageresize.http;

import io.github.imageresize.ImageResizeException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding as in RFC 3986, section 2.1, decoded once and strictly; {@code +} is a plus. */
final class PercentEncoding {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PercentEncoding() {}

  /**
   * Decodes a text of a URL.
   *
   * @throws ImageResizeException with {@code INVALID_REQUEST} naming the field, for a character
   *     that a URL can't hold, a percent sign without two digits, or bytes that are not UTF-8
   */
  static String decode(String field, String encoded) {
    boolean escaped = false;
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '\\') {
        throw ImageResizeException.invalid(
            field, encoded, "must hold only characters that are allowed in a URL");
      }
      escaped |= c == '%';
    }
    return escaped ? decodeEscapes(field, encoded) : encoded;
  }

  /** Encodes all but what is unreserved (RFC 3986, section 2.3) and some more that may stay. */
  static String encode(String text, String alsoPlain) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0
              || alsoPlain.indexOf(c) >= 0;
      if (plain) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return encoded.toString();
  }

  private static String decodeEscapes(String field, String encoded) {
    ByteBuffer bytes = ByteBuffer.allocate(encoded.length());
    int at = 0;
    while (at < encoded.length()) {
      char c = encoded.charAt(at);
      if (c != '%') {
        bytes.put((byte) c);
        at++;
        continue;
      }
      if (at + 3 > encoded.length()
          || !HexFormat.isHexDigit(encoded.charAt(at + 1))
          || !HexFormat.isHexDigit(encoded.charAt(at + 2))) {
        throw ImageResizeException.invalid(
            field, encoded, "must have two hexadecimal digits after each percent sign");
      }
      bytes.put((byte) HexFormat.fromHexDigits(encoded, at + 1, at + 3));
      at += 3;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException malformed) {
      throw ImageResizeException.invalid(field, encoded, "must be percent-encoded UTF-8");
    }
  }
}
