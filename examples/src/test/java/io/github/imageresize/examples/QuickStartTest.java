package io.github.imageresize.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {
  private static final Path SOURCE =
      Path.of("src/main/java/io/github/imageresize/examples/QuickStart.java");
  private static final Path README = Path.of("../README.md");
  private static final int TOP_OF_README = 25;

  @TempDir private Path folder;

  @Test
  void doesWhatItSays() throws Exception {
    Files.createDirectory(folder.resolve("photos"));
    Files.write(
        folder.resolve("photos/beach.jpg"), BadFiles.encoded(BadFiles.picture(900, 900), "jpg"));

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                QuickStart.class.getName())
            .directory(folder.toFile())
            .inheritIO()
            .start();

    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    BufferedImage result = ImageIO.read(folder.resolve("beach-600x400.jpg").toFile());
    assertThat(result.getWidth()).isEqualTo(600);
    assertThat(result.getHeight()).isEqualTo(400);
  }

  @Test
  void standsInTheReadmeWordForWordAndNearItsTop() throws IOException {
    List<String> readme = Files.readAllLines(README);
    int start = readme.indexOf("```java");
    List<String> shown = readme.subList(start + 1, start + 1 + snippet().size());

    assertThat(shown).isEqualTo(snippet());
    assertThat(readme.get(start + 1 + snippet().size())).isEqualTo("```");
    assertThat(start + 1 + snippet().size()).isLessThan(TOP_OF_README);
    assertThat(readme.subList(0, start)).anyMatch(line -> line.contains("<dependency>"));
  }

  private static List<String> snippet() throws IOException {
    List<String> lines = Files.readAllLines(SOURCE).stream().map(String::stripTrailing).toList();
    int start = lines.indexOf("    // snippet") + 1;
    return lines.subList(start, lines.indexOf("    // end")).stream()
        .map(line -> line.replaceFirst("^ {4}", ""))
        .toList();
  }
}
