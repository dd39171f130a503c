package io.github.imageresize.benchmarks.sidebyside;

import java.awt.Rectangle;

/** What is made of an original, by each library in its own terms. */
enum Task {
  /** The whole of it, larger than the original where the width is. */
  RESIZE("resize"),

  /** The last quarter of its width and height. */
  CROP_CORNER("crop of a corner"),

  /** A square: the largest that its middle has. */
  COVER_SQUARE("cover"),

  /**
   * The whole of it; as PNG with filters chosen for each row also by libraries that do without them
   * by default, so that files are about as large as this library's.
   */
  FILTERED("filters of sharp chosen for bytes");

  private final String label;

  Task(String label) {
    this.label = label;
  }

  /** In words. */
  String label() {
    return label;
  }

  /** What is used of an original of that size. */
  Rectangle part(int width, int height) {
    return switch (this) {
      case RESIZE, FILTERED -> new Rectangle(width, height);
      case CROP_CORNER ->
          new Rectangle(width - width / 4, height - height / 4, width / 4, height / 4);
      case COVER_SQUARE -> {
        int side = Math.min(width, height);
        yield new Rectangle((width - side) / 2, (height - side) / 2, side, side);
      }
    };
  }

  /** The height of a result of that width, of a part of that size. */
  static int height(Rectangle part, int width) {
    return (int) Math.max(1, Math.round(part.height * (double) width / part.width));
  }
}
