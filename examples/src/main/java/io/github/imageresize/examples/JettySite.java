package io.github.imageresize.examples;

import io.github.imageresize.Fit;
import io.github.imageresize.ResizeService;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.http.ImageHttpHandler;
import io.github.imageresize.http.SizePolicy;
import io.github.imageresize.servlet.ImageResizeFilter;
import io.github.imageresize.source.DirectoryImageSource;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/**
 * A web application of images on embedded Jetty, fit for a public site: of the folder {@code
 * photos}, in the widths that its pages use. It takes {@code image-resize-servlet} and Jetty 12's
 * {@code org.eclipse.jetty.ee10:jetty-ee10-servlet}.
 */
public final class JettySite {
  private JettySite() {}

  /**
   * Serves {@code photos} at <a href="http://localhost:8080/images/beach.jpg?w=640">port 8080</a>,
   * or at another.
   *
   * @param arguments the port
   */
  public static void main(String[] arguments) throws Exception {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
    try (ResizeService service =
        ResizeService.builder(new DirectoryImageSource(Path.of("photos")))
            .cache(MemoryCacheStore.builder().build())
            .build()) {
      Server server = server(service, port);
      server.start();
      server.join();
    }
  }

  /** The server, not started yet; the service stays the caller's to close. */
  static Server server(ResizeService service, int port) {
    SizePolicy policy =
        SizePolicy.widths(320, 640, 1280, 1920).ratios("16:9", "1:1").fits(Fit.COVER).dprs(2);
    ImageHttpHandler handler = ImageHttpHandler.builder(service).sizes(policy).build();
    FilterHolder images = new FilterHolder(new ImageResizeFilter(handler));
    images.setAsyncSupported(true);
    ServletContextHandler site = new ServletContextHandler();
    site.addFilter(images, "/images/*", EnumSet.of(DispatcherType.REQUEST));
    Server server = new Server(port);
    server.setHandler(site);
    return server;
  }
}
