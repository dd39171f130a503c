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
   *
   * @param seconds of CPU for this library
   */
  static WarmUp of(String contender, int seconds) {
    if (Contenders.isOwn(contender)) {
      return new WarmUp(12, seconds * 1000L);
    }
    return contender.equals(Contenders.SHARP)
        ? new WarmUp(12, 1000)
        : new WarmUp(6, seconds * 500L);
  }

  void run(Contender contender, Row row, Input input) throws IOException {
    int made = 0;
    double used = 0;
    while (made < images || used < cpuMilliseconds) {
      Batch batch = contender.resize(input, row, used < cpuMilliseconds ? STEP_MILLISECONDS : 0);
      made += batch.images();
      used += batch.cpuMilliseconds();
    }
  }

  /** What each of several contenders gets, in words. */
  static String describe(List<String> contenders, int seconds) {
    return contenders.stream()
        .map(name -> name + " " + of(name, seconds))
        .collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return "%d images and %s s".formatted(images, cpuMilliseconds / 1000.0);
  }
}
