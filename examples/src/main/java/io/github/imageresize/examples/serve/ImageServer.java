package io.github.imageresize.examples.serve;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ResizeService;
import io.github.imageresize.examples.urls.Access;
import io.github.imageresize.http.FallbackImages;
import io.github.imageresize.http.ImageHttpHandler;
import io.github.imageresize.servlet.ImageResizeFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** An embedded Jetty with the images at {@code /images/*} and the page at {@code /}. */
final class ImageServer implements AutoCloseable {
  private static final long STOP_TIMEOUT_MILLIS = 5_000;

  private final Server server = new Server();
  private final ServerConnector connector;
  private final String host;

  private ImageServer(String host, int port) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // A percent sign in a file's name, which Jetty takes for an attempt to encode twice.
    http.setUriCompliance(
        UriCompliance.from(EnumSet.of(UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING)));
    connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    server.addConnector(connector);
    this.host = host;
  }

  /**
   * Starts a server.
   *
   * @param host the address to bind to
   * @param port the port; 0 for any that is free
   * @param service makes the images; stays the caller's
   * @param access who may ask for which
   * @param fallbackImages are shown in the place of those that can't be had
   * @param improveLater formats that nobody waits for unless the URL names them
   * @param pictures what the page offers
   * @return a server that answers
   * @throws IOException if the port can't be had
   */
  static ImageServer start(
      String host,
      int port,
      ResizeService service,
      Access access,
      FallbackImages fallbackImages,
      Set<ImageFormat> improveLater,
      Pictures pictures)
      throws IOException {
    ImageServer images = new ImageServer(host, port);
    ServletContextHandler site = site(service, access, fallbackImages, improveLater, pictures);
    images.server.setHandler(new GracefulHandler(site));
    images.server.setErrorHandler(new PlainErrors());
    images.server.setStopTimeout(STOP_TIMEOUT_MILLIS);
    try {
      images.server.start();
    } catch (Exception failure) {
      images.close();
      throw new IOException(
          "can't listen on " + host + " port " + port + ": " + rootOf(failure).getMessage(),
          failure);
    }
    return images;
  }

  /** The address of the page. */
  String address() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + connector.getLocalPort() + "/";
  }

  /** Waits until the server is stopped. */
  void join() throws InterruptedException {
    server.join();
  }

  /** Ends the server; requests under way have five seconds left. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failure) {
      System.getLogger(ImageServer.class.getName())
          .log(System.Logger.Level.WARNING, "the server did not stop in good order", failure);
    }
  }

  private static ServletContextHandler site(
      ResizeService service,
      Access access,
      FallbackImages fallbackImages,
      Set<ImageFormat> improveLater,
      Pictures pictures)
      throws IOException {
    ServletContextHandler site = new ServletContextHandler("/");
    site.setErrorHandler(new PlainErrors());
    site.getServletHandler().setDecodeAmbiguousURIs(true);
    ImageHttpHandler handler =
        ImageHttpHandler.builder(service)
            .sizes(access.policy())
            .fallbackImages(fallbackImages)
            .improveLater(improveLater)
            .descriptions(true)
            .ignoredParameters(ImageHttpHandler.TRACKING_PARAMETERS)
            .build();
    FilterHolder filter = new FilterHolder(new ImageResizeFilter(handler));
    filter.setAsyncSupported(true);
    site.addFilter(filter, "/images/*", EnumSet.of(DispatcherType.REQUEST));
    serve(site, "", new PageServlet("page.html", "text/html;charset=utf-8"));
    serve(site, "/page.css", new PageServlet("page.css", "text/css;charset=utf-8"));
    serve(site, "/page.js", new PageServlet("page.js", "text/javascript;charset=utf-8"));
    serve(site, "/icon.svg", new PageServlet("icon.svg", "image/svg+xml"));
    Offer offer = new Offer(access);
    serve(site, "/options.json", new JsonServlet(request -> offer.options()));
    serve(site, "/pictures.json", new JsonServlet(new PictureList(pictures, offer)));
    return site;
  }

  private static void serve(ServletContextHandler site, String path, HttpServlet servlet) {
    site.addServlet(new ServletHolder(servlet), path);
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
