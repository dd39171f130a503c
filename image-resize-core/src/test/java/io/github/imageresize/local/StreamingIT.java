package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizedImage;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resizes an image that is much larger than the heap of the virtual machine that does it. */
class StreamingIT {
  private static final int SIDE = 8000;

  @Test
  void resizesAnImageLargerThanTheHeap(@TempDir Path folder) throws Exception {
    Path original = folder.resolve("large.png");
    BufferedImage large = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_BINARY);
    for (int i = 0; i < SIDE; i++) {
      large.setRGB(i, i, 0xffffff);
    }
    Files.write(original, Drawing.png(large));
    Path output = folder.resolve("output.txt");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            StreamingIT.class.getName(),
            original.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("ended in time").isTrue();
    assertThat(Files.readString(output)).contains("200x200");
    assertThat(process.exitValue()).isZero();
  }

  public static void main(String[] original) throws Exception {
    ResizedImage image =
        LocalResizeService.builder()
            .build()
            .resize(
                Files.readAllBytes(Path.of(original[0])),
                ImageRequest.builder("large.png").width(200).build());
    System.out.println(image);
  }
}
