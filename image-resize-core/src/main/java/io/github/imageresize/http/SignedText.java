package io.github.imageresize.http;

import java.util.Map;

/**
 * What a signature is made of: the decoded path, prefix included, and the decoded options in the
 * order of their names. Spelling, encoding and order of the URL are not in it. As neither paths nor
 * options hold control characters, no two requests have the same text.
 */
final class SignedText {
  private static final String SCHEME = "image-resize-1";

  private SignedText() {}

  /**
   * The text, whose UTF-8 bytes are signed.
   *
   * @param options in the order of their names, all ASCII
   */
  static String of(String decodedPath, Map<String, String> options) {
    StringBuilder text = new StringBuilder(160).append(SCHEME).append('\n').append(decodedPath);
    options.forEach((name, value) -> text.append('\n').append(name).append('=').append(value));
    return text.toString();
  }
}
