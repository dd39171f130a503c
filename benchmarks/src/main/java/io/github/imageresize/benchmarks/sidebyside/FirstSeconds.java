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

  /** So long each is watched. */
  private static final double WATCHED_SECONDS = 12;

  private static final int BATCH_MILLISECONDS = 100;

  /** The last of them, which make the end. */
  private static final double STEADY_PART = 0.3;

  private static final double NEAR = 1.2;

  /**
   * An image's arrays die with it, so that a small one does, and memory is used again while
   * processor caches still hold it.
   */
  private static final String SMALL_YOUNG_GENERATION = "-Xmn32m";

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
   * @return by what the JVM was started with, medians of CPU seconds; NaN where most of the starts
   *     were not near in the time that they were watched
   */
  Map<String, Double> measure(Path home, int feature) throws IOException {
    Path kept = folder.resolve("kept-by-java-" + feature);
    Files.deleteIfExists(kept);
    boolean aheadOfTime = feature >= 25;
    // As long as any other: what is kept of methods is how they were in the end.
    run(home, List.of((aheadOfTime ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + kept));
    if (!Files.exists(kept)) {
      throw new IOException("Java " + feature + " must write " + kept + ", but has not");
    }
    String use = (aheadOfTime ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + kept;
    String used = aheadOfTime ? "an ahead-of-time cache" : "a class-data archive";
    Map<String, List<String>> options = new LinkedHashMap<>();
    options.put("fresh", List.of());
    options.put("with " + used, List.of(use));
    options.put("with a young generation of 32 MB", List.of(SMALL_YOUNG_GENERATION));
    options.put("with both", List.of(use, SMALL_YOUNG_GENERATION));
    return untilNear(starts(home, options));
  }

  /** They take turns, so that a machine that becomes slower does so for all of them. */
  private Map<String, List<List<Moment>>> starts(Path home, Map<String, List<String>> options)
      throws IOException {
    Map<String, List<List<Moment>>> starts = new LinkedHashMap<>();
    for (int start = 0; start < STARTS; start++) {
      for (Map.Entry<String, List<String>> how : options.entrySet()) {
        starts
            .computeIfAbsent(how.getKey(), key -> new ArrayList<>())
            .add(run(home, how.getValue()));
      }
    }
    return starts;
  }

  private List<Moment> run(Path home, List<String> options) throws IOException {
    List<String> command = new ArrayList<>(Contenders.jvm(home, Contenders.OWN));
    command.addAll(1, options);
    List<Moment> moments = new ArrayList<>();
    try (Contender fresh = Contender.start(Contenders.OWN, command, LIMIT)) {
      double used = 0;
      while (used < WATCHED_SECONDS) {
        Batch batch = fresh.resize(input, row, BATCH_MILLISECONDS);
        used = fresh.process().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
        moments.add(new Moment(used, batch.cpuMillisecondsPerImage()));
      }
    }
    return moments;
  }

  /**
   * When images begin to cost at most a fifth more than in the end: that of the start which ended
   * fastest. A JVM that has not been through its heap yet pays for each page's first use, and would
   * be near to that at once.
   *
   * @param starts by what the JVM was started with
   * @return medians of CPU seconds by the same
   */
  static Map<String, Double> untilNear(Map<String, List<List<Moment>>> starts) {
    double end =
        starts.values().stream()
            .flatMap(List::stream)
            .mapToDouble(FirstSeconds::end)
            .min()
            .orElseThrow();
    Map<String, Double> seconds = new LinkedHashMap<>();
    starts.forEach(
        (how, moments) ->
            seconds.put(
                how,
                Averages.median(moments.stream().map(start -> untilNear(start, end)).toList())));
    return seconds;
  }

  private static double end(List<Moment> moments) {
    int steady = (int) Math.ceil(moments.size() * STEADY_PART);
    return Averages.median(
        moments.subList(moments.size() - steady, moments.size()).stream()
            .map(Moment::millisecondsPerImage)
            .toList());
  }

  private static double untilNear(List<Moment> moments, double end) {
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
