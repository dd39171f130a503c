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
  /** {@code jpeg}, {@code png} or {@code webp}. */
  String format() {
    String fileName = file.toString().toLowerCase(Locale.ROOT);
    String ending = fileName.substring(fileName.lastIndexOf('.') + 1);
    return ending.equals("jpg") ? "jpeg" : ending;
  }

  byte[] bytes() throws IOException {
    return Files.readAllBytes(file);
  }
}
