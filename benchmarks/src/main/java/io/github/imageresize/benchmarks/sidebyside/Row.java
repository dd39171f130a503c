package io.github.imageresize.benchmarks.sidebyside;

import java.util.List;

/**
 * A line of a table.
 *
 * @param input name of the original
 * @param width of the result in pixels
 * @param format of the result: {@code jpeg}, {@code png} or {@code webp}
 */
record Row(String input, int width, String format) {
  /** All lines in the order in which they are measured. */
  static final List<Row> ALL =
      List.of(
          new Row("photo", 720, "jpeg"),
          new Row("12mp-baseline", 300, "jpeg"),
          new Row("12mp-baseline", 1200, "jpeg"),
          new Row("24mp-baseline", 200, "jpeg"),
          new Row("24mp-baseline", 800, "jpeg"),
          new Row("24mp-baseline", 1600, "jpeg"),
          new Row("12mp-progressive", 300, "jpeg"),
          new Row("12mp-progressive", 1200, "jpeg"),
          new Row("24mp-progressive", 200, "jpeg"),
          new Row("24mp-progressive", 800, "jpeg"),
          new Row("24mp-progressive", 1600, "jpeg"),
          new Row("png-opaque", 720, "jpeg"),
          new Row("photo", 720, "webp"),
          new Row("12mp-baseline", 1200, "webp"),
          new Row("webp", 720, "webp"),
          new Row("png-alpha", 720, "png"));

  @Override
  public String toString() {
    return input + " to " + width + ", " + format;
  }
}
