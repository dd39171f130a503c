package io.github.imageresize.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownSectionTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("README.md");
  }

  @Test
  void replacesWhatIsBetweenTheMarksAlone() throws IOException {
    Files.writeString(
        file, "before\n<!-- side-by-side -->\nold\nolder\n<!-- /side-by-side -->\nafter\n");

    MarkdownSection.in(file, "side-by-side").write(List.of("new – 1", "new – 2"));

    assertThat(file)
        .hasContent(
            "before\n<!-- side-by-side -->\nnew – 1\nnew – 2\n<!-- /side-by-side -->\nafter\n");
  }

  @Test
  void fillsAnEmptySection() throws IOException {
    Files.writeString(file, "<!-- side-by-side -->\n<!-- /side-by-side -->\n");

    MarkdownSection.in(file, "side-by-side").write(List.of("new"));

    assertThat(file).hasContent("<!-- side-by-side -->\nnew\n<!-- /side-by-side -->\n");
  }

  @Test
  void mustHaveEachMarkOnceInOrder() throws IOException {
    for (String content :
        List.of(
            "",
            "<!-- side-by-side -->",
            "<!-- /side-by-side -->\n<!-- side-by-side -->",
            "<!-- side-by-side -->\n<!-- side-by-side -->\n<!-- /side-by-side -->")) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> MarkdownSection.in(file, "side-by-side"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("README.md must have the lines '<!-- side-by-side -->' and");
    }
  }
}
