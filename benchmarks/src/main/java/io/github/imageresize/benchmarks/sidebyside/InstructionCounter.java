package io.github.imageresize.benchmarks.sidebyside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Counts what processes execute, by Linux's {@code perf stat}: a figure that does not drift with
 * the clock of a machine as its CPU time does. Many virtual machines have no such counter.
 */
final class InstructionCounter {
  private static final int SECONDS = 10;
  private static final String INTERVAL_MILLISECONDS = "50";
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  private final String event;
  private final boolean available;

  /**
   * A counter, tried at once.
   *
   * @param event as {@code perf list} has it, such as {@code instructions:u}
   */
  InstructionCounter(String event) throws IOException {
    this.event = event;
    available = isCountedHere();
  }

  /** Whether the machine has such a counter, and lets this process read it. */
  boolean isAvailable() {
    return available;
  }

  private boolean isCountedHere() throws IOException {
    Process perf;
    try {
      perf = perf("true");
    } catch (IOException e) {
      return false; // there is no such program
    }
    try (BufferedReader statistics = reader(perf)) {
      return statistics.lines().anyMatch(line -> !Double.isNaN(count(line, 0)));
    }
  }

  private Process perf(String... of) throws IOException {
    List<String> command = new ArrayList<>(List.of("perf", "stat", "-x", ",", "-e", event));
    command.addAll(List.of(of));
    return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** What is counted meanwhile. */
  interface Work {
    /**
     * Does it.
     *
     * @return how many times
     */
    int run() throws IOException;
  }

  /**
   * Counts while a process works.
   *
   * @return for each time that the work was done; NaN where it cannot be counted
   */
  double perRun(ProcessHandle process, Work work) throws IOException {
    if (!available) {
      return Double.NaN;
    }
    Process perf = perf("-I", INTERVAL_MILLISECONDS, "-p", Long.toString(process.pid()));
    try (BufferedReader statistics = reader(perf)) {
      statistics.readLine(); // from now on it counts
      int times = work.run();
      // It writes what it has counted since the last interval when it is interrupted.
      new ProcessBuilder("kill", "-INT", Long.toString(perf.pid())).start();
      double sum =
          statistics
              .lines()
              .mapToDouble(line -> count(line, 1))
              .filter(count -> !Double.isNaN(count))
              .sum();
      return sum / times;
    } finally {
      end(perf);
    }
  }

  private static BufferedReader reader(Process perf) {
    return new BufferedReader(new InputStreamReader(perf.getErrorStream(), StandardCharsets.UTF_8));
  }

  private static void end(Process perf) throws IOException {
    try {
      if (!perf.waitFor(SECONDS, TimeUnit.SECONDS)) {
        perf.destroyForcibly();
      }
    } catch (InterruptedException e) {
      perf.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while perf counted", e);
    }
  }

  /** The field of a line that is the count; NaN where it says that there is none. */
  static double count(String line, int field) {
    String[] fields = line.split(",", field + 2);
    String count = fields.length > field ? fields[field].strip() : "";
    return NUMBER.matcher(count).matches() ? Double.parseDouble(count) : Double.NaN;
  }
}
