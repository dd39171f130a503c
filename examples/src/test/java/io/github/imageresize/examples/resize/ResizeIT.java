package io.github.imageresize.examples.resize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.examples.BadFiles;
import io.github.imageresize.examples.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program on files that no picture can be made of, with 256 MB of heap. */
class ResizeIT {
  private static final Map<String, String> REASONS =
      Map.of(
          "missing.jpg", "no such file",
          "text.jpg", "unsupported-image: ",
          "drawing.svg", "unsupported-image: ",
          "empty.jpg", "unsupported-image: ",
          "header-only.jpg", "corrupt-image: ",
          "header-only.png", "corrupt-image: ",
          "lying.png", "corrupt-image: ",
          "gigantic.png", "source-too-large: ");

  @Test
  void namesEachBadFileInALineAndDoesTheGoodOnes(@TempDir Path folder) throws Exception {
    BadFiles.write(folder);
    Path output = folder.resolve("output");
    List<String> arguments = new ArrayList<>(List.of("resize", "--width", "50"));
    REASONS.keySet().forEach(name -> arguments.add(folder.resolve(name).toString()));
    arguments.add(folder.resolve("good.png").toString());
    arguments.addAll(List.of("--output", output + "/"));

    Program.Outcome outcome = Program.run(arguments.toArray(String[]::new));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors()).hasSize(REASONS.size()).doesNotHaveDuplicates();
    REASONS.forEach(
        (name, reason) ->
            assertThat(outcome.errors())
                .anyMatch(line -> line.startsWith(folder.resolve(name) + ": " + reason)));
    assertThat(outcome.output()).singleElement().asString().contains("50x38");
    try (Stream<Path> written = Files.list(output)) {
      assertThat(written).containsExactly(output.resolve("good.png"));
    }
  }

  @Test
  void endsWithTwoAndAHintForWrongUsage() throws Exception {
    Program.Outcome outcome = Program.run("resize", "a.jpg", "--width", "0");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors())
        .containsExactly(
            "image-resize resize: Invalid value for option '--width': w must be a whole number,"
                + " 1..65535, but is 0",
            "Try 'image-resize resize --help'.");
  }
}
