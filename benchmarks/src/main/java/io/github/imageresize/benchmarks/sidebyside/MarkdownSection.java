package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a Markdown file that stand between two marks, each a line of its own. */
public final class MarkdownSection {
  private final Path file;
  private final String begin;
  private final String end;

  private MarkdownSection(Path file, String name) {
    this.file = file;
    this.begin = "<!-- " + name + " -->";
    this.end = "<!-- /" + name + " -->";
  }

  /**
   * Finds the marks.
   *
   * @param file the Markdown file
   * @param name what the marks are called
   * @return the section
   * @throws IOException if the file cannot be read or does not have each mark once, in order
   */
  public static MarkdownSection in(Path file, String name) throws IOException {
    MarkdownSection section = new MarkdownSection(file, name);
    section.replace(Files.readAllLines(file), List.of());
    return section;
  }

  /**
   * Puts other lines between the marks.
   *
   * @param section the lines
   * @throws IOException if the file cannot be read or written, or has lost its marks
   */
  public void write(List<String> section) throws IOException {
    Files.write(file, replace(Files.readAllLines(file), section));
  }

  private List<String> replace(List<String> lines, List<String> section) throws IOException {
    int first = lines.indexOf(begin);
    int last = lines.indexOf(end);
    if (first < 0
        || last < first
        || lines.lastIndexOf(begin) != first
        || lines.lastIndexOf(end) != last) {
      throw new IOException(
          "%s must have the lines '%s' and '%s' once, in this order, but has not"
              .formatted(file, begin, end));
    }
    List<String> replaced = new ArrayList<>(lines.subList(0, first + 1));
    replaced.addAll(section);
    replaced.addAll(lines.subList(last, lines.size()));
    return replaced;
  }
}
