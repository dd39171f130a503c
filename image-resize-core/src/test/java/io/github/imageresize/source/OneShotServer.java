package io.github.imageresize.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A raw server on the loopback interface that answers every connection in a scripted way. */
final class OneShotServer implements AutoCloseable {
  /** What the server does once it has read the head of a request. */
  interface Script {
    void answer(String requestHead, OutputStream out) throws Exception;
  }

  final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Script script;

  OneShotServer(Script script) throws IOException {
    this.script = script;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** A server that sends the same text to everyone and hangs up. */
  static OneShotServer sending(String response) throws IOException {
    return new OneShotServer(
        (request, out) -> out.write(response.getBytes(StandardCharsets.ISO_8859_1)));
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      threads.shutdown();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      String head = head(socket.getInputStream());
      requests.add(head);
      script.answer(head, socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (Exception clientHasGone) {
      requests.add("failed: " + clientHasGone);
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
