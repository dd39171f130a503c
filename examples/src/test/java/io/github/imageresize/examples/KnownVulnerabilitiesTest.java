package io.github.imageresize.examples;

import io.github.imageresize.dependencies.KnownVulnerabilitiesContract;
import java.util.List;

/** Of the examples, so of all modules together. */
class KnownVulnerabilitiesTest extends KnownVulnerabilitiesContract {
  @Override
  protected List<String> amongOthers() {
    return List.of("caffeine", "jedis", "s3", "jetty-server", "picocli");
  }
}
