package io.github.imageresize.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The packaged program, run as a user runs it, in a JVM of its own with little memory. */
public final class Program implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Path errors;
  private final BufferedReader output;

  private Program(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /** What a run left behind. */
  public record Outcome(int exitCode, List<String> output, List<String> errors) {}

  /** Runs the program to its end. */
  public static Outcome run(String... arguments) throws Exception {
    return runOn(Path.of(System.getProperty("java.home")), arguments);
  }

  /** Runs the program to its end, on a JDK that may be another one than that of the build. */
  public static Outcome runOn(Path javaHome, String... arguments) throws Exception {
    try (Program program = start(javaHome, Map.of(), arguments)) {
      CompletableFuture<List<String>> lines =
          CompletableFuture.supplyAsync(() -> program.output.lines().toList());
      int exitCode = program.awaitExit();
      return new Outcome(exitCode, lines.get(PATIENCE_SECONDS, TimeUnit.SECONDS), program.errors());
    }
  }

  /** Starts the program. */
  public static Program start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  /** Starts the program with further environment variables. */
  public static Program start(Map<String, String> environment, String... arguments)
      throws IOException {
    return start(Path.of(System.getProperty("java.home")), environment, arguments);
  }

  private static Program start(Path javaHome, Map<String, String> environment, String... arguments)
      throws IOException {
    String jar = System.getProperty("examples.jar");
    if (jar == null || !Files.isRegularFile(Path.of(jar))) {
      throw new IllegalStateException("examples.jar must name the packaged program, but is " + jar);
    }
    Path errors = Files.createTempFile("program", ".err");
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin/java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC"));
    command.addAll(List.of("-jar", jar));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    return new Program(builder.start(), errors);
  }

  /** Waits for a line that begins so; the rest of it. */
  public String awaitLine(String beginning) throws Exception {
    CompletableFuture<String> line =
        CompletableFuture.supplyAsync(
            () -> {
              String next = nextLine();
              while (next != null && !next.startsWith(beginning)) {
                next = nextLine();
              }
              return next == null ? "" : next;
            });
    String found = line.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (found.isEmpty()) {
      throw new AssertionError("the program ended without " + beginning + ": " + errors());
    }
    return found.substring(beginning.length());
  }

  /** Asks the program to end, as a service manager does, and waits for it. */
  public int terminate() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  /** What the program has written to standard error so far. */
  public List<String> errors() throws IOException {
    return Files.readAllLines(errors);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    Files.deleteIfExists(errors);
  }

  private int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the program did not end");
    }
    return process.exitValue();
  }

  private String nextLine() {
    try {
      return output.readLine();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }
}
