package io.github.imageresize.servlet;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

class JettyImageResizeFilterTest extends ImageResizeFilterContract {
  /** The acceptor and the selector; the rest answers requests. */
  private static final int OWN_THREADS = 2;

  private Server server = new Server();

  @Override
  int start(ImageResizeFilter filter, String context, boolean asyncSupported) throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool(OWN_THREADS + FEW_THREADS);
    threads.setReservedThreads(0);
    server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler handler = new ServletContextHandler(context.isEmpty() ? "/" : context);
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(asyncSupported);
    handler.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    handler.addServlet(new ServletHolder(new NextServlet()), "/*");
    server.setHandler(handler);
    server.start();
    return connector.getLocalPort();
  }

  @Override
  void stop() throws Exception {
    server.stop();
  }
}
