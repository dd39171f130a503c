package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much CPU time a fresh JVM takes, its start and its compilers included, until images cost
 * little more than they will in the end; without and with what each JDK can keep from an earlier
 * run.
 */
final class FirstSeconds {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int STARTS = 3;

  /** The end is what the last of these take. */
  private static final double WATCHED_SECONDS = 12;

  private static final int BATCH_MILLISECONDS = 100;
  private static final double STEADY_PART = 0.3;
  private static final double NEAR = 1.2;

  /** So many batches must be near one after another. */
  private static final int STREAK = 3;

  private final Row row;
  private final Input input;
  private final Path folder;

  /**
   * Of one row.
   *
   * @param folder where what JVMs keep is written
   */
  FirstSeconds(Row row, Input input, Path folder) {
    this.row = row;
    this.input = input;
    this.folder = folder;
  }

  /**
   * A point in the life of a process.
   *
   * @param cpuSeconds since it was started
   * @param millisecondsPerImage of CPU, of the images before
   */
  record Moment(double cpuSeconds, double millisecondsPerImage) {}

  /**
   * Measures this library on one JDK.
   *
   * @param home of the JDK
   * @param feature its version, such as 17
   * @return by what the JVM was started with, medians of CPU seconds
   */
  Map<String, Double> measure(Path home, int feature) throws IOException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("fresh", median(home, List.of()));
    Path kept = folder.resolve("kept-by-java-" + feature);
    Files.deleteIfExists(kept);
    boolean aheadOfTime = feature >= 25;
    run(
        home,
        List.of((aheadOfTime ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + kept),
        WATCHED_SECONDS / 4);
    if (!Files.exists(kept)) {
      throw new IOException("Java " + feature + " must write " + kept + ", but has not");
    }
    seconds.put(
        aheadOfTime ? "with an ahead-of-time cache" : "with a class-data archive",
        median(home, List.of((aheadOfTime ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + kept)));
    return seconds;
  }

  private double median(Path home, List<String> options) throws IOException {
    List<Double> seconds = new ArrayList<>();
    for (int start = 0; start < STARTS; start++) {
      seconds.add(untilNear(run(home, options, WATCHED_SECONDS)));
    }
    return Averages.median(seconds);
  }

  private List<Moment> run(Path home, List<String> options, double cpuSeconds) throws IOException {
    List<String> command = new ArrayList<>(Contenders.jvm(home, Contenders.OWN));
    command.addAll(1, options);
    List<Moment> moments = new ArrayList<>();
    try (Contender fresh = Contender.start(Contenders.OWN, command, LIMIT)) {
      double used = 0;
      while (used < cpuSeconds) {
        Batch batch = fresh.resize(input, row, BATCH_MILLISECONDS);
        used = fresh.process().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
        moments.add(new Moment(used, batch.cpuMillisecondsPerImage()));
      }
    }
    return moments;
  }

  /** When images begin to cost at most a fifth more than in the end. */
  static double untilNear(List<Moment> moments) {
    int steady = (int) Math.ceil(moments.size() * STEADY_PART);
    double end =
        Averages.median(
            moments.subList(moments.size() - steady, moments.size()).stream()
                .map(Moment::millisecondsPerImage)
                .toList());
    for (int i = 0; i + STREAK <= moments.size(); i++) {
      double mean =
          moments.subList(i, i + STREAK).stream()
              .mapToDouble(Moment::millisecondsPerImage)
              .average()
              .orElseThrow();
      if (mean <= NEAR * end) {
        return moments.get(i).cpuSeconds();
      }
    }
    return Double.NaN;
  }

  /** A line for the report. */
  String line(String contender, Map<String, Double> seconds) {
    List<String> parts = new ArrayList<>();
    seconds.forEach((how, value) -> parts.add(String.format(Locale.ROOT, "%s %.1f s", how, value)));
    return "CPU of a process until within 20 %% of its steady state, %s, %s: %s"
        .formatted(row, contender, String.join(", ", parts));
  }
}
