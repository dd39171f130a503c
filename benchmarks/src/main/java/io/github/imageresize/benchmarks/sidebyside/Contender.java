package io.github.imageresize.benchmarks.sidebyside;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A library at work in a process of its own, the worker. It says once {@code ready}, what it is,
 * and which formats it reads and writes; then it answers to each request: a line {@code done} with
 * the number of images, the CPU time in milliseconds and the bytes of heap that were allocated, -1
 * where there is no such count, or {@code error} with a message. Parts of a line have tabs between
 * them; results go through a file.
 */
final class Contender implements AutoCloseable {
  /** What would change the defaults of a JVM. */
  private static final List<String> JVM_OPTIONS =
      List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

  /** A JVM may write an archive as it ends. */
  private static final int SECONDS_TO_END = 90;

  private final String name;
  private final Duration limit;
  private final Process worker;
  private final BufferedWriter requests;
  private final BufferedReader replies;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "replies");
            thread.setDaemon(true);
            return thread;
          });
  private final Path output;
  private String description = "";
  private Set<String> reads = Set.of();
  private Set<String> writes = Set.of();

  private Contender(String name, Duration limit, Process worker, Path output) {
    this.name = name;
    this.limit = limit;
    this.worker = worker;
    this.output = output;
    requests =
        new BufferedWriter(
            new OutputStreamWriter(worker.getOutputStream(), StandardCharsets.UTF_8));
    replies =
        new BufferedReader(new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts a worker and waits until it is ready.
   *
   * @param name in the tables
   * @param command of the worker
   * @param limit how long it may take to be ready, and for each reply
   * @throws IOException if it cannot be started or is not ready in time
   */
  static Contender start(String name, List<String> command, Duration limit) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeAll(JVM_OPTIONS);
    Path output = Files.createTempFile("side-by-side", ".image");
    output.toFile().deleteOnExit(); // for a run that is interrupted
    Process worker;
    try {
      worker = builder.start();
    } catch (IOException e) {
      Files.delete(output);
      throw new IOException(
          name + " cannot be started; '" + command.get(0) + "' must be a program that runs", e);
    }
    Contender contender = new Contender(name, limit, worker, output);
    try {
      contender.greet();
    } catch (IOException e) {
      contender.close();
      throw e;
    }
    return contender;
  }

  private void greet() throws IOException {
    String[] parts = reply("its start", "ready", 4);
    description = parts[1];
    reads = Set.of(parts[2].split(",", -1));
    writes = Set.of(parts[3].split(",", -1));
  }

  String name() {
    return name;
  }

  /** The library's name and version. */
  String description() {
    return description;
  }

  /** The process that works. */
  ProcessHandle process() {
    return worker.toHandle();
  }

  /** Whether it can make a format of another. */
  boolean makes(String original, String result) {
    return reads.contains(original) && writes.contains(result);
  }

  /**
   * Resizes an image again and again with quality 80.
   *
   * @param input the original
   * @param row what is made of it
   * @param cpuMilliseconds that the process takes at least; one image is made in any case
   * @throws IOException if the library fails, or the worker ends or gives no answer in time
   */
  Batch resize(Input input, Row row, long cpuMilliseconds) throws IOException {
    String request =
        String.join(
            "\t",
            input.file().toString(),
            row.task().name(),
            Integer.toString(row.width()),
            row.format(),
            output.toString(),
            Long.toString(cpuMilliseconds));
    try {
      requests.write(request);
      requests.newLine();
      requests.flush();
    } catch (IOException e) {
      throw ended(request, e);
    }
    String[] parts = reply(request, "done", 4);
    return new Batch(
        Files.readAllBytes(output),
        Integer.parseInt(parts[1]),
        Double.parseDouble(parts[2]),
        Long.parseLong(parts[3]));
  }

  private String[] reply(String request, String expected, int parts) throws IOException {
    String line = line(request);
    String[] split = line.split("\t", -1);
    if (split.length != parts || !split[0].equals(expected)) {
      throw new IOException(
          "%s must answer '%s' to '%s', but says '%s'".formatted(name, expected, request, line));
    }
    return split;
  }

  private String line(String request) throws IOException {
    Future<Optional<String>> line = reader.submit(() -> Optional.ofNullable(replies.readLine()));
    try {
      return line.get(limit.toMillis(), TimeUnit.MILLISECONDS)
          .orElseThrow(() -> ended(request, null));
    } catch (TimeoutException e) {
      worker.destroyForcibly();
      throw new IOException(
          "%s must answer within %d s, but has not answered to '%s' and was stopped"
              .formatted(name, limit.toSeconds(), request),
          e);
    } catch (ExecutionException e) {
      throw ended(request, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + name + " was at work", e);
    }
  }

  private IOException ended(String request, @Nullable Exception cause) {
    return new IOException(
        "%s must answer to '%s', but its process has ended%s; see its messages above"
            .formatted(name, request, exitStatus()),
        cause);
  }

  private String exitStatus() {
    try {
      return worker.waitFor(5, TimeUnit.SECONDS) ? " with exit status " + worker.exitValue() : "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  /** Ends the worker. */
  @Override
  public void close() throws IOException {
    try {
      requests.close();
      if (!worker.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        worker.destroyForcibly();
      }
    } catch (IOException e) {
      worker.destroyForcibly(); // it no longer listens, as when it has ended
    } catch (InterruptedException e) {
      worker.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      reader.shutdownNow();
      Files.deleteIfExists(output);
    }
  }
}
