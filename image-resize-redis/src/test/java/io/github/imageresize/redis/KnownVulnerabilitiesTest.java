package io.github.imageresize.redis;

import io.github.imageresize.dependencies.KnownVulnerabilitiesContract;
import java.util.List;

/** Of the Redis half. */
class KnownVulnerabilitiesTest extends KnownVulnerabilitiesContract {
  @Override
  protected List<String> amongOthers() {
    return List.of("jedis", "commons-pool2", "gson");
  }
}
