package io.github.imageresize.http;

import java.util.ArrayList;
import java.util.List;

/** Splits the value of a header field where a delimiter is not within a quoted string. */
final class FieldElements {
  private FieldElements() {}

  /**
   * The elements between delimiters, without white space around them, empty ones left out (RFC
   * 9110, sections 5.6.1 and 5.6.4). The last one is left out if a quoted string in it does not
   * end.
   */
  static List<String> split(String value, char delimiter) {
    List<String> elements = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        i++;
      } else if (c == delimiter && !quoted) {
        add(elements, value.substring(start, i));
        start = i + 1;
      }
    }
    if (!quoted) {
      add(elements, value.substring(start));
    }
    return elements;
  }

  private static void add(List<String> elements, String element) {
    String stripped = element.strip();
    if (!stripped.isEmpty()) {
      elements.add(stripped);
    }
  }
}
