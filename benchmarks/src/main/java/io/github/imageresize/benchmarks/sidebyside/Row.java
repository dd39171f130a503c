package io.github.imageresize.benchmarks.sidebyside;

import java.util.List;

/**
 * A line of a table.
 *
 * @param input name of the original
 * @param task what is made of it
 * @param width of the result in pixels
 * @param format of the result: {@code jpeg}, {@code png}, {@code webp} or {@code gif}
 */
record Row(String input, Task task, int width, String format) {
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
          new Row("small", 1600, "jpeg"),
          new Row("24mp-baseline", Task.CROP_CORNER, 600, "jpeg"),
          new Row("24mp-baseline", Task.COVER_SQUARE, 800, "jpeg"),
          new Row("png-opaque", 720, "jpeg"),
          new Row("png-palette", 720, "jpeg"),
          new Row("png-grey", 720, "jpeg"),
          new Row("png-16bit", 720, "jpeg"),
          new Row("png-interlaced", 720, "jpeg"),
          new Row("webp", 720, "jpeg"),
          new Row("tiff", 720, "jpeg"),
          new Row("photo", 720, "webp"),
          new Row("12mp-baseline", 1200, "webp"),
          new Row("webp", 720, "webp"),
          new Row("gif", 720, "webp"),
          new Row(Input.ANIMATION, 240, "webp"),
          new Row("png-alpha", 720, "png"),
          new Row("png-alpha", Task.FILTERED, 720, "png"),
          new Row("photo", 720, "png"),
          new Row("photo", 720, "gif"),
          new Row(Input.ANIMATION, 240, "gif"));

  /** Of a whole original. */
  Row(String input, int width, String format) {
    this(input, Task.RESIZE, width, format);
  }

  /** What the line is called in a table. */
  String label() {
    return task == Task.RESIZE ? input : input + ", " + task.label();
  }

  /** Whether other rows can be compared with it: the whole original, made smaller by defaults. */
  boolean isPlainReduction() {
    return task == Task.RESIZE && !input.equals("small");
  }

  @Override
  public String toString() {
    return label() + " to " + width + ", " + format;
  }
}
