package io.github.imageresize.benchmarks.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a process of its own, and what it is asked for. */
final class Contestant implements AutoCloseable {
  private static final int START_SECONDS = 60;
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s*([0-9.]+)");
  private static final Pattern COUNT = Pattern.compile("([0-9]+) requests in ");
  private static final Pattern WRONG =
      Pattern.compile("Non-2xx or 3xx responses: [0-9]+|Socket errors: .*");

  private final String name;
  private final Process process;
  private final int port;

  private Contestant(String name, Process process, int port) {
    this.name = name;
    this.process = process;
    this.port = port;
  }

  /** A port that nobody uses now. */
  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** Starts a server and waits until it listens; what it says goes into a file. */
  static Contestant start(String name, int port, Path log, List<String> command)
      throws IOException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Contestant contestant = new Contestant(name, process, port);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!contestant.listens()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        contestant.close();
        throw new IOException(name + " did not start: " + Files.readString(log));
      }
      pause();
    }
    return contestant;
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /**
   * Loads the server with wrk.
   *
   * @param path what is asked for
   * @param further arguments of wrk
   * @param scriptArguments arguments of wrk's script
   * @return how fast it answered
   * @throws IOException if wrk fails or an answer is no success
   */
  Rate load(String path, List<String> further, List<String> scriptArguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("wrk"));
    command.addAll(further);
    command.add(address() + path);
    if (!scriptArguments.isEmpty()) {
      command.add("--");
      command.addAll(scriptArguments);
    }
    Duration before = cpu();
    Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Duration spent = cpu().minus(before);
    Matcher wrong = WRONG.matcher(said);
    if (wrong.find()) {
      throw new IOException(name + ": " + wrong.group());
    }
    return rate(said, spent).orElseThrow(() -> new IOException(name + ": wrk said " + said));
  }

  /**
   * How fast a server answered.
   *
   * @param perSecond answers a second, which rests on what else the machine does
   * @param perCpuSecond answers a second of the server's own CPU time
   */
  record Rate(double perSecond, double perCpuSecond) {}

  /** The rates by what wrk counted. */
  static Optional<Rate> rate(String said, Duration spent) {
    Matcher rate = RATE.matcher(said);
    Matcher count = COUNT.matcher(said);
    if (!rate.find() || !count.find()) {
      return Optional.empty();
    }
    double seconds = Math.max(1, spent.toMillis()) / 1000.0;
    double perCpuSecond = Long.parseLong(count.group(1)) / seconds;
    return Optional.of(new Rate(Double.parseDouble(rate.group(1)), perCpuSecond));
  }

  /** The CPU time that the server and its workers have used so far. */
  Duration cpu() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    children.forEach(ProcessHandle::destroy);
    process.onExit().join();
  }
}
