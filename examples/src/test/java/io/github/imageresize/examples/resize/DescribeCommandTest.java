package io.github.imageresize.examples.resize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.examples.BadFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DescribeCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;

  @BeforeEach
  void drawOriginals() throws IOException {
    Files.write(folder.resolve("a.png"), BadFiles.encoded(BadFiles.picture(400, 300), "png"));
    Files.write(folder.resolve("b.gif"), BadFiles.encoded(BadFiles.picture(60, 90), "gif"));
  }

  @Test
  void tellsALineOfEachImage() {
    assertThat(run(path("a.png"), path("b.gif"))).isZero();

    assertThat(out.toString().lines().toList())
        .hasSize(2)
        .satisfiesExactly(
            png -> assertThat(png).contains("a.png: PNG, 400x300, 1 frame, ", "profile none"),
            gif -> assertThat(gif).contains("b.gif: GIF, 60x90, 1 frame, ", "ThumbHash "));
  }

  @Test
  void printsJson() {
    assertThat(run(path("a.png"), "--json")).isZero();

    assertThat(out.toString())
        .startsWith("{\"format\":\"png\",\"width\":400,\"height\":300,")
        .contains("\"placeholder\":\"data:image/png;base64,");
  }

  @Test
  void goesOnAfterAFileThatIsNoImage() throws IOException {
    Files.writeString(folder.resolve("c.png"), "no image");

    assertThat(run(path("c.png"), path("none.png"), path("a.png"))).isEqualTo(1);

    assertThat(err.toString()).contains("c.png: ", "none.png: can't be read");
    assertThat(out.toString()).contains("a.png: PNG");
  }

  private int run(String... arguments) {
    return new CommandLine(new DescribeCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
