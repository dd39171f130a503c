package io.github.imageresize.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Of core: what it uses, and what was unpacked into its jar. */
class KnownVulnerabilitiesTest extends KnownVulnerabilitiesContract {
  private static final String UNPACKED = System.getProperty("webp-imageio");

  @Override
  protected List<String> amongOthers() {
    return List.of("caffeine", "imageio-tiff", "imageio-metadata", "webp-imageio");
  }

  @Override
  protected List<String> inside() {
    return List.of("com.github.usefulness:webp-imageio:" + UNPACKED);
  }

  /** Who takes another version must look up which libwebp that has. */
  @Test
  void theJarSaysOfWhichVersionItsLibrariesAre() throws Exception {
    try (InputStream text = getClass().getResourceAsStream("/META-INF/libwebp/COPYING.libwebp")) {
      assertThat(new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("libwebp 1.6.0,")
          .contains("com.github.usefulness:webp-imageio " + UNPACKED + ",");
    }
  }
}
