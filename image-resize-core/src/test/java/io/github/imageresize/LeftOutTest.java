package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.source.DirectoryImageSource;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What {@code docs/dependencies.md} says may be left out of core. */
public class LeftOutTest {
  @Test
  void makesAndKeepsImagesWithoutAnnotationsThatAreNotReadAtRunTime() throws Exception {
    ClassPathWithout.run(LeftOutTest.class, "error_prone_annotations-");
  }

  /** Makes an image of a file and has it from memory afterwards. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("left-out");
    Path original = folder.resolve("a.png");
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", original.toFile());
    ImageRequest request = ImageRequest.builder("a.png").width(20).build();
    try (ResizeService service =
        ResizeService.builder(new DirectoryImageSource(folder))
            .cache(MemoryCacheStore.ofBytes(1 << 20))
            .build()) {
      assertThat(service.resize(request).origin()).isEqualTo(ResizedImage.Origin.LOCAL);
      assertThat(service.resize(request).origin()).isEqualTo(ResizedImage.Origin.CACHE);
    } finally {
      Files.delete(original);
      Files.delete(folder);
    }
  }
}
