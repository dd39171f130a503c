package io.github.imageresize.servlet;

import io.github.imageresize.dependencies.KnownVulnerabilitiesContract;
import java.util.List;

/** Of the servlet half and of the containers that it is tested in. */
class KnownVulnerabilitiesTest extends KnownVulnerabilitiesContract {
  @Override
  protected List<String> amongOthers() {
    return List.of("jakarta.servlet-api", "jetty-server", "tomcat-embed-core");
  }
}
