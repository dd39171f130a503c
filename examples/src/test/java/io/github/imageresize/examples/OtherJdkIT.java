package io.github.imageresize.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program on the JDK that the environment variable {@code OTHER_JAVA_HOME} names. The
 * jar holds libvips' codec, which takes JDK 22, if it was built on that or a newer one.
 */
class OtherJdkIT {
  @TempDir private Path folder;

  @Test
  void runsOnAnotherJdkThanThatOfTheBuild() throws Exception {
    String home = System.getenv("OTHER_JAVA_HOME");
    assumeTrue(home != null && !home.isBlank(), "OTHER_JAVA_HOME names no second JDK");
    Path picture = folder.resolve("drawn.png");
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());

    Program.Outcome described = Program.runOn(Path.of(home), "describe", picture.toString());

    assertThat(described.errors()).noneMatch(line -> line.contains("Error"));
    assertThat(described.exitCode()).as("%s", described.errors()).isZero();
    assertThat(described.output()).anyMatch(line -> line.contains("40"));
  }
}
