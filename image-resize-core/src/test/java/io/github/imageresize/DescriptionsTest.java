package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.cache.CachingResizeService;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.local.LocalResizeService;
import io.github.imageresize.source.DirectoryImageSource;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How descriptions go through the services that wrap others. */
class DescriptionsTest {
  @TempDir private Path folder;

  @Test
  void areKeptUntilTheOriginalIsInvalidated() throws IOException {
    draw(30, 20);
    try (CachingResizeService service =
        CachingResizeService.builder(local(), MemoryCacheStore.ofBytes(1 << 20)).build()) {
      assertThat(service.describe("a.png").size()).isEqualTo(new ImageSize(30, 20));

      draw(40, 50);
      assertThat(service.describe("a.png").size()).isEqualTo(new ImageSize(30, 20));

      service.invalidate("a.png");
      assertThat(service.describe("a.png").size()).isEqualTo(new ImageSize(40, 50));
    }
  }

  @Test
  void keepNoFailure() throws IOException {
    try (CachingResizeService service =
        CachingResizeService.builder(local(), MemoryCacheStore.ofBytes(1 << 20)).build()) {
      assertThatThrownBy(() -> service.describe("a.png")).isInstanceOf(ImageResizeException.class);

      draw(30, 20);
      assertThat(service.describe("a.png").format()).isEqualTo("PNG");
    }
  }

  @Test
  void areGivenByTheSecondEngineWhereTheFirstCannot() throws IOException {
    draw(30, 20);
    ResizeService modest = new ModestEngine();
    assertThatThrownBy(() -> modest.describe("a.png"))
        .hasMessageContaining("the engine modest-1 can't describe originals");

    FallbackResizeService both = FallbackResizeService.builder(modest, local()).build();

    assertThat(both.describe("a.png").size()).isEqualTo(new ImageSize(30, 20));
  }

  private LocalResizeService local() {
    return LocalResizeService.builder(new DirectoryImageSource(folder)).build();
  }

  private void draw(int width, int height) throws IOException {
    File file = folder.resolve("a.png").toFile();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", file);
  }

  /** Knows nothing but its name. */
  private static final class ModestEngine implements ResizeService {

    @Override
    public ResizedImage resize(ImageRequest request) {
      throw new ImageResizeException(ImageResizeException.Reason.UNAVAILABLE, "not now");
    }

    @Override
    public String engine() {
      return "modest-1";
    }
  }
}
