package io.github.imageresize.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that clients send to a server, as its {@code MONITOR} tells. */
final class SentCommands implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Commands within a script have {@code lua} for an address. */
  private static final Pattern SENT =
      Pattern.compile("\\+\\S+ \\[\\d+ [\\d.]+:\\d+\\] \"(\\w+)\".*");

  private static final Set<String> OF_CONNECTIONS = Set.of("hello", "client", "subscribe", "ping");

  private final RedisServer server;
  private final Socket socket;
  private final BufferedReader told;
  private int marks;

  SentCommands(RedisServer server) throws IOException {
    this.server = server;
    socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
    told =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    if (!"+OK".equals(told.readLine())) {
      throw new IllegalStateException("the server does not tell what it is asked for");
    }
  }

  /** The names of those since the last time, in order. */
  List<String> since() throws IOException {
    String mark = "mark-" + ++marks;
    server.text("ECHO", mark);
    List<String> names = new ArrayList<>();
    for (String line = told.readLine(); !line.contains(mark); line = told.readLine()) {
      Matcher sent = SENT.matcher(line);
      if (sent.matches() && !OF_CONNECTIONS.contains(sent.group(1).toLowerCase(Locale.ROOT))) {
        names.add(sent.group(1).toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
