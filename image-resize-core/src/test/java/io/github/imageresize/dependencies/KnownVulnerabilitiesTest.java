package io.github.imageresize.dependencies;

import java.util.List;

/** Of core: what it uses, and what was unpacked into its jar. */
class KnownVulnerabilitiesTest extends KnownVulnerabilitiesContract {
  @Override
  protected List<String> amongOthers() {
    return List.of("caffeine", "imageio-tiff", "imageio-metadata", "webp-imageio");
  }

  @Override
  protected List<String> inside() {
    return List.of("com.github.usefulness:webp-imageio:" + System.getProperty("webp-imageio"));
  }
}
