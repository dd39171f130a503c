package io.github.imageresize.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis process on the loopback interface, whose executable comes as a Maven artifact, or is
 * named by the system property {@code redis.executable}. It writes nothing to disk but its
 * configuration.
 */
final class RedisServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  /** A port that was free may be somebody's a moment later, as may a Cluster's second one. */
  private static final int MOST_ATTEMPTS = 5;

  private static final Path EXECUTABLE = executable();

  private final int port;
  private final List<String> arguments;
  private Process process;

  private RedisServer(int port, List<String> arguments) {
    this.port = port;
    this.arguments = arguments;
    this.process = launch();
  }

  /** Starts a server with settings such as {@code "--maxmemory", "10mb"}. */
  static RedisServer start(String... settings) {
    for (int attempt = 1; ; attempt++) {
      try {
        return new RedisServer(freePort(), List.of(settings));
      } catch (PortTaken elsewhere) {
        if (attempt == MOST_ATTEMPTS) {
          throw elsewhere;
        }
      }
    }
  }

  static RedisServer startAt(int port, String... settings) {
    return new RedisServer(port, List.of(settings));
  }

  /** Starts a Sentinel that watches one master. */
  static RedisServer startSentinel(String master, int masterPort, int quorum) {
    int port = freePort();
    Path configuration = folder().resolve("sentinel.conf");
    try {
      Files.writeString(
          configuration,
          """
          sentinel monitor %1$s 127.0.0.1 %2$d %3$d
          sentinel down-after-milliseconds %1$s 1000
          sentinel failover-timeout %1$s 3000
          """
              .formatted(master, masterPort, quorum));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    return new RedisServer(port, List.of(configuration.toString(), "--sentinel"));
  }

  int port() {
    return port;
  }

  HostAndPort address() {
    return new HostAndPort("127.0.0.1", port);
  }

  /** Stops the process without its knowing: connections stay, nothing is answered. */
  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a killed server still runs");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  /** Starts the killed server again on its port, with nothing in it. */
  void restart() {
    process = launch();
  }

  boolean isMaster() {
    return text("INFO", "replication").contains("role:master");
  }

  /** How many names it has. */
  long keys() {
    return Long.parseLong(text("DBSIZE"));
  }

  /** A number that the server tells of itself. */
  long info(String field) {
    String info = text("INFO");
    String value = info.substring(info.indexOf("\n" + field + ":") + field.length() + 2);
    return Long.parseLong(value.substring(0, value.indexOf('\r')));
  }

  /** Sends a command on a connection of its own. */
  Object command(String name, String... words) {
    DefaultJedisClientConfig patient =
        DefaultJedisClientConfig.builder().timeoutMillis(10_000).build();
    try (Connection connection = new Connection(address(), patient)) {
      connection.sendCommand(() -> name.getBytes(StandardCharsets.US_ASCII), words);
      return connection.getOne();
    }
  }

  /** Sends a command whose answer is a text. */
  String text(String name, String... words) {
    Object answer = command(name, words);
    return answer instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(answer);
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }

  static int freePort() {
    // Cluster nodes also listen ten thousand above their port.
    for (int attempt = 0; attempt < 100; attempt++) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (socket.getLocalPort() < 55_000) {
          return socket.getLocalPort();
        }
      } catch (IOException taken) {
        throw new UncheckedIOException(taken);
      }
    }
    throw new IllegalStateException("there is no free port below 55000");
  }

  private Process launch() {
    List<String> command = new ArrayList<>(List.of(EXECUTABLE.toString()));
    command.addAll(arguments);
    command.addAll(
        List.of(
            "--port",
            "" + port,
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
            "--repl-diskless-sync",
            "yes",
            "--repl-diskless-sync-delay",
            "0"));
    if (arguments.contains("--sentinel")) {
      command.subList(command.indexOf("--save"), command.size()).clear();
    }
    try {
      Process started =
          new ProcessBuilder(command)
              .directory(folder().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      process = started;
      Await.until(START, "Redis answers on port " + port, () -> !started.isAlive() || answers());
      if (!started.isAlive()) {
        throw new PortTaken(port);
      }
      return started;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static final class PortTaken extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    PortTaken(int port) {
      super("Redis ended at its start on port " + port);
    }
  }

  private boolean answers() {
    try {
      return text("PING").equals("PONG");
    } catch (JedisConnectionException | JedisDataException notYet) {
      return false;
    }
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -" + name + " failed");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("redis-");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path executable() {
    String named = System.getProperty("redis.executable", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    try {
      return ExecutableProvider.newJarResourceProvider(folder().toFile()).get().toPath();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
