package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a Markdown file that stand between two marks, each a line of its own. */
final class MarkdownSection {
  static final String BEGIN = "<!-- side-by-side -->";
  static final String END = "<!-- /side-by-side -->";

  private final Path file;

  private MarkdownSection(Path file) {
    this.file = file;
  }

  /**
   * Finds the marks.
   *
   * @throws IOException if the file cannot be read or does not have each mark once, in order
   */
  static MarkdownSection in(Path file) throws IOException {
    replace(file, Files.readAllLines(file), List.of());
    return new MarkdownSection(file);
  }

  /** Puts other lines between the marks. */
  void write(List<String> section) throws IOException {
    Files.write(file, replace(file, Files.readAllLines(file), section));
  }

  private static List<String> replace(Path file, List<String> lines, List<String> section)
      throws IOException {
    int begin = lines.indexOf(BEGIN);
    int end = lines.indexOf(END);
    if (begin < 0
        || end < begin
        || lines.lastIndexOf(BEGIN) != begin
        || lines.lastIndexOf(END) != end) {
      throw new IOException(
          "%s must have the lines '%s' and '%s' once, in this order, but has not"
              .formatted(file, BEGIN, END));
    }
    List<String> replaced = new ArrayList<>(lines.subList(0, begin + 1));
    replaced.addAll(section);
    replaced.addAll(lines.subList(end, lines.size()));
    return replaced;
  }
}
