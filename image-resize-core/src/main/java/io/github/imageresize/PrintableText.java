package io.github.imageresize;

/** Text that may quote strangers, made fit for a line of a log. */
final class PrintableText {
  private static final char STAND_IN = '?';

  private PrintableText() {}

  /**
   * The text with {@code ?} for each character that could end a line, move a terminal's cursor, or
   * make the text look like another: control characters, line and paragraph separators, and the
   * marks of the bidirectional algorithm (UAX 9).
   */
  static String of(String text) {
    int at = 0;
    while (at < text.length() && !isUnfit(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder printable = new StringBuilder(text);
    for (; at < text.length(); at++) {
      if (isUnfit(text.charAt(at))) {
        printable.setCharAt(at, STAND_IN);
      }
    }
    return printable.toString();
  }

  private static boolean isUnfit(char c) {
    return Character.isISOControl(c)
        || c == '\u061c'
        || c == '\u200e'
        || c == '\u200f'
        || (c >= '\u2028' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\ufeff';
  }
}
