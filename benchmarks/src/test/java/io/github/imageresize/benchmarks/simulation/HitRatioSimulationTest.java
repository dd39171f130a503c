package io.github.imageresize.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HitRatioSimulationTest {
  private static final int IMAGES = 2_000;
  private static final int REQUESTS = 20_000;

  @Test
  void asksForThingsInProportionToTheirRank() {
    ZipfTrace trace = new ZipfTrace(100, 1, 1);
    long[] asked = new long[100];
    IntStream.range(0, 100_000).forEach(i -> asked[trace.next()]++);

    assertThat((double) asked[0] / asked[1]).isBetween(1.8, 2.2);
    assertThat((double) asked[0] / asked[9]).isBetween(8.5, 11.5);
  }

  @Test
  void hitsMoreInALargerCacheAndNearlyAlwaysWhereAllFits() {
    double small = HitRatioSimulation.hitRatio(IMAGES, REQUESTS, 0.05, 0.85);
    double large = HitRatioSimulation.hitRatio(IMAGES, REQUESTS, 0.5, 0.85);
    double whole = HitRatioSimulation.hitRatio(IMAGES, REQUESTS, 1.5, 0.85);

    assertThat(small).isBetween(0.2, 0.6);
    assertThat(large).isGreaterThan(small + 0.2);
    assertThat(whole).isGreaterThan(0.95);
  }
}
