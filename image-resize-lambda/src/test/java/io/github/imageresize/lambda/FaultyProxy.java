package io.github.imageresize.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a client and a server, byte by byte, and spoils answers as told. One request a
 * connection.
 */
final class FaultyProxy implements AutoCloseable {
  /** What becomes of the server's answer. */
  interface Fault {
    void send(byte[] answer, OutputStream client) throws IOException;
  }

  static final Fault NONE = (answer, client) -> client.write(answer);

  private final URI server;
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requestLines = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Predicate<String> spoiled = requestLine -> true;
  private volatile Fault fault = NONE;

  FaultyProxy(URI server) throws IOException {
    this.server = server;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** The first lines of all requests so far, such as {@code GET /photos/a.jpg HTTP/1.1}. */
  List<String> requestLines() {
    return requestLines;
  }

  void spoil(Fault value) {
    fault = value;
  }

  /** From now on only answers to requests with such a first line are spoiled. */
  void spoilOnly(Predicate<String> requestLine) {
    spoiled = requestLine;
  }

  /** The head of the answer and a part of its body, then the end of the connection. */
  static Fault cutOffAfter(int bodyBytes) {
    return (answer, client) -> client.write(answer, 0, bodyOf(answer) + bodyBytes);
  }

  /** The head of the answer, and then nothing until the client or this proxy closes. */
  Fault silentAfterTheHead() {
    return (answer, client) -> {
      client.write(answer, 0, bodyOf(answer));
      client.flush();
      try {
        closed.await();
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** All of the answer, a byte at a time. */
  static Fault drip(Duration pause) {
    return (answer, client) -> {
      for (byte next : answer) {
        client.write(next);
        client.flush();
        try {
          Thread.sleep(pause.toMillis());
        } catch (InterruptedException closing) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    };
  }

  /** Another answer than the server's. */
  static Fault answer(int status, String headers, String body) {
    String text =
        "HTTP/1.1 %d x\r\nContent-Length: %d\r\nConnection: close\r\n%s\r\n%s"
            .formatted(status, body.length(), headers, body);
    return (answer, client) -> client.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listener.close();
    threads.shutdownNow();
  }

  private static int bodyOf(byte[] answer) {
    return new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException closing) {
      // the listener was closed: nobody is served any more
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket upstream = new Socket(server.getHost(), server.getPort())) {
      String head = readHead(client.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      String requestLine = head.substring(0, head.indexOf("\r\n"));
      requestLines.add(requestLine);
      String closing = head.replaceFirst("(?i)\r\nConnection: [^\r]*", "");
      closing = closing.replaceFirst("\r\n", "\r\nConnection: close\r\n");
      upstream.getOutputStream().write(closing.getBytes(StandardCharsets.ISO_8859_1));
      upstream.getOutputStream().write(client.getInputStream().readNBytes(bodyLength(head)));
      Fault effect = spoiled.test(requestLine) ? fault : NONE;
      effect.send(closing(upstream.getInputStream().readAllBytes()), client.getOutputStream());
    } catch (IOException gone) {
      // the client gave up, which some tests are about
    }
  }

  /** The same answer, which says that the connection ends with it. */
  private static byte[] closing(byte[] answer) {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    return text.replaceFirst("\r\n", "\r\nConnection: close\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int bodyLength(String head) {
    Matcher length = Pattern.compile("(?i)\r\nContent-Length: *([0-9]+)").matcher(head);
    return length.find() ? Integer.parseInt(length.group(1)) : 0;
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0) {
      head.write(next);
      if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
      next = in.read();
    }
    return "";
  }
}
