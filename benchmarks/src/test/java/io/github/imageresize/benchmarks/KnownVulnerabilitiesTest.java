package io.github.imageresize.benchmarks;

import io.github.imageresize.dependencies.KnownVulnerabilitiesContract;
import java.util.List;

/** Of the benchmarks. */
class KnownVulnerabilitiesTest extends KnownVulnerabilitiesContract {
  @Override
  protected List<String> amongOthers() {
    return List.of("jmh-core", "thumbnailator");
  }
}
