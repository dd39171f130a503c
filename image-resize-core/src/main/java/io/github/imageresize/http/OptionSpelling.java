package io.github.imageresize.http;

import io.github.imageresize.ImageResizeException;

/**
 * The two ways to write options: {@code w=600&h=400} in a query, and {@code w_600,h_400} as a
 * segment of a path, for content delivery networks that drop queries. In a path the first
 * underscore ends the name, and a part without one goes on with the value before it, so that a
 * value may hold commas in either spelling.
 */
enum OptionSpelling {
  QUERY('&', '='),
  PATH(',', '_');

  private static final int MAX_LENGTH = 2048;

  private final char separator;
  private final char equals;

  OptionSpelling(char separator, char equals) {
    this.separator = separator;
    this.equals = equals;
  }

  /**
   * Reads options.
   *
   * @param text the whole query or segment, percent-encoded, not empty
   * @throws ImageResizeException with {@code INVALID_REQUEST} that says what is wrong
   */
  void read(String text, OptionConsumer options) {
    if (text.length() > MAX_LENGTH) {
      throw ImageResizeException.invalid(
          "query", text, "must have at most " + MAX_LENGTH + " characters");
    }
    int start = 0;
    while (start <= text.length()) {
      int end = endOfOption(text, start);
      int middle = text.indexOf(equals, start);
      boolean hasValue = middle >= 0 && middle < end;
      options.take(
          text.substring(start, hasValue ? middle : end),
          hasValue ? text.substring(middle + 1, end) : "");
      start = end + 1;
    }
  }

  private int endOfOption(String text, int start) {
    int end = endOfPart(text, start);
    while (this == PATH && end < text.length() && goesOn(text, end + 1)) {
      end = endOfPart(text, end + 1);
    }
    return end;
  }

  private boolean goesOn(String text, int start) {
    int end = endOfPart(text, start);
    int middle = text.indexOf(equals, start);
    return end > start && (middle < 0 || middle >= end);
  }

  private int endOfPart(String text, int start) {
    int found = text.indexOf(separator, start);
    return found < 0 ? text.length() : found;
  }

  /** The text with one more option at its end. */
  String append(String text, String name, String encodedValue) {
    return (text.isEmpty() ? "" : text + separator) + name + equals + encodedValue;
  }

  /** Takes one option after the other, still percent-encoded. */
  interface OptionConsumer {
    void take(String name, String value);
  }
}
