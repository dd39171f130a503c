package io.github.imageresize.servlet;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.io.TempDir;

class TomcatImageResizeFilterTest extends ImageResizeFilterContract {
  private static final Logger TOMCAT = Logger.getLogger("org.apache");

  @TempDir Path folder;
  private Tomcat tomcat = new Tomcat();

  @Override
  @SuppressWarnings("deprecation")
  int start(ImageResizeFilter filter, String path, boolean asyncSupported) throws Exception {
    TOMCAT.setLevel(Level.WARNING);
    tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxThreads", Integer.toString(FEW_THREADS));
    connector.setProperty("minSpareThreads", "1");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext(path, folder.toString());
    FilterDef definition = new FilterDef();
    definition.setFilterName("images");
    definition.setFilter(filter);
    definition.setAsyncSupported(Boolean.toString(asyncSupported));
    context.addFilterDef(definition);
    FilterMap mapping = new FilterMap();
    mapping.setFilterName("images");
    mapping.addURLPattern("/*");
    context.addFilterMap(mapping);
    Wrapper next = Tomcat.addServlet(context, "next", new NextServlet());
    next.setAsyncSupported(true);
    context.addServletMappingDecoded("/*", "next");
    tomcat.start();
    return connector.getLocalPort();
  }

  @Override
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }
}
