package io.github.imageresize.benchmarks.sidebyside;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How long a contender works on a row before it is measured: until it has made as many images and
 * has taken as much CPU time.
 *
 * @param images at least
 * @param cpuMilliseconds at least
 */
record WarmUp(int images, long cpuMilliseconds) {
  /** Short enough that the count of images is not overshot by much. */
  private static final long STEP_MILLISECONDS = 500;

  /**
   * What a contender gets: as much as its times go on falling. The peers spend most of theirs in
   * the JDK's native code, so that there is less to compile, and sharp has nothing to compile.
   */
  static WarmUp of(String contender) {
    return switch (contender) {
      case Contenders.OWN -> new WarmUp(12, 10_000);
      case Contenders.SHARP -> new WarmUp(12, 1000);
      default -> new WarmUp(6, 5000);
    };
  }

  void run(Contender contender, Row row, Input input) throws IOException {
    int made = 0;
    double used = 0;
    while (made < images || used < cpuMilliseconds) {
      Batch batch =
          contender.resize(
              input, row.width(), row.format(), used < cpuMilliseconds ? STEP_MILLISECONDS : 0);
      made += batch.images();
      used += batch.cpuMilliseconds();
    }
  }

  /** What each of several contenders gets, in words. */
  static String describe(List<String> contenders) {
    return contenders.stream().map(name -> name + " " + of(name)).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return "%d images and %d s".formatted(images, cpuMilliseconds / 1000);
  }
}
