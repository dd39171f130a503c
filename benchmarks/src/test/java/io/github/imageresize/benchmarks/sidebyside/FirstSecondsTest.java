package io.github.imageresize.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.benchmarks.sidebyside.FirstSeconds.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstSecondsTest {
  @Test
  void endWhereThreeBatchesAreNearTheSteadyStateTogether() {
    List<Moment> start = start(90, 60, 21, 80, 23, 24, 22, 20, 20, 20, 20, 20);

    assertThat(FirstSeconds.untilNear(Map.of("fresh", List.of(start))))
        .isEqualTo(Map.of("fresh", 0.5));
  }

  @Test
  void neverEndWhereTimesGoOnFalling() {
    List<Moment> start = start(90, 80, 70, 60, 50, 40, 30, 10, 10);

    assertThat(FirstSeconds.untilNear(Map.of("fresh", List.of(start))))
        .isEqualTo(Map.of("fresh", Double.NaN));
  }

  @Test
  void ofAJvmThatStaysSlowAreNotOverBeforeItIsAsFastAsAnother() {
    List<Moment> slow = start(90, 40, 40, 40, 40, 40, 20, 20, 20, 40, 40, 40, 40);
    List<Moment> fast = start(90, 60, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20);

    assertThat(FirstSeconds.untilNear(Map.of("slow", List.of(slow), "fast", List.of(fast))))
        .isEqualTo(Map.of("slow", 0.7, "fast", 0.3));
  }

  @Test
  void areThoseOfMostStarts() {
    List<Moment> never = start(90, 90, 90, 90, 90, 90, 90, 90, 90, 90);
    List<Moment> early = start(90, 20, 20, 20, 20, 20, 20, 20, 20, 20);
    List<Moment> late = start(90, 90, 90, 20, 20, 20, 20, 20, 20, 20);

    assertThat(FirstSeconds.untilNear(Map.of("fresh", List.of(never, early, late))))
        .isEqualTo(Map.of("fresh", 0.4));
  }

  private static List<Moment> start(double... millisecondsPerImage) {
    List<Moment> moments = new ArrayList<>();
    for (double milliseconds : millisecondsPerImage) {
      moments.add(new Moment((moments.size() + 1) / 10.0, milliseconds));
    }
    return moments;
  }
}
