package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * An original in a file.
 *
 * @param name in the tables
 * @param file of which the name's end tells the format
 */
record Input(String name, Path file) {
  /** The format of a GIF of several frames, all of which are resized. */
  static final String ANIMATED_GIF = "animated-gif";

  static final String ANIMATION = "animation";

  /** {@code jpeg}, {@code png}, {@code webp}, {@code gif}, {@link #ANIMATED_GIF}, {@code tiff}. */
  String format() {
    if (name.equals(ANIMATION)) {
      return ANIMATED_GIF;
    }
    String fileName = file.toString().toLowerCase(Locale.ROOT);
    String ending = fileName.substring(fileName.lastIndexOf('.') + 1);
    return ending.equals("jpg") ? "jpeg" : ending;
  }

  byte[] bytes() throws IOException {
    return Files.readAllBytes(file);
  }
}
