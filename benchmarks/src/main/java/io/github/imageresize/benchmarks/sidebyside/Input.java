package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An original in a file. */
final class Input {
  private final String name;
  private final Path file;
  private final byte[] bytes;

  Input(String name, Path file) throws IOException {
    this.name = name;
    this.file = file;
    bytes = Files.readAllBytes(file);
  }

  String name() {
    return name;
  }

  Path file() {
    return file;
  }

  byte[] bytes() {
    return bytes;
  }
}
