package io.github.imageresize.lambda;

import io.github.imageresize.dependencies.KnownVulnerabilitiesContract;
import java.util.List;

/** Of the AWS half and of the function. */
class KnownVulnerabilitiesTest extends KnownVulnerabilitiesContract {
  @Override
  protected List<String> amongOthers() {
    return List.of("s3", "lambda", "httpclient5", "jackson-core");
  }
}
