package io.github.imageresize.benchmarks.http;

import io.github.imageresize.ResizeService;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.http.ImageHttpHandler;
import io.github.imageresize.http.SigningKey;
import io.github.imageresize.http.SizePolicy;
import io.github.imageresize.servlet.ImageResizeFilter;
import io.github.imageresize.source.DirectoryImageSource;
import jakarta.servlet.DispatcherType;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** An embedded Jetty with the filter, in a JVM of its own, at settings as a host would have. */
final class OwnServer {
  static final SigningKey KEY = SigningKey.parse("k1:" + "0f".repeat(32));

  private OwnServer() {}

  /**
   * Serves a folder until the process is ended. The arguments are the folder, the port, the room
   * for results in MiB, and whether URLs must be signed.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    long capacity = Long.parseLong(arguments[2]) << 20;
    boolean signed = Boolean.parseBoolean(arguments[3]);
    ResizeService service =
        ResizeService.builder(new DirectoryImageSource(folder))
            .cache(MemoryCacheStore.ofBytes(capacity))
            .build();
    SizePolicy policy = signed ? SizePolicy.signed(KEY) : SizePolicy.allowAnySize();
    ImageHttpHandler handler = ImageHttpHandler.builder(service).sizes(policy).build();
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    ServletContextHandler site = new ServletContextHandler("/");
    FilterHolder filter = new FilterHolder(new ImageResizeFilter(handler));
    filter.setAsyncSupported(true);
    site.addFilter(filter, "/images/*", EnumSet.of(DispatcherType.REQUEST));
    server.setHandler(site);
    server.start();
    server.join();
  }
}
