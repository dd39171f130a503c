package io.github.imageresize.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.benchmarks.sidebyside.FirstSeconds.Moment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstSecondsTest {
  @Test
  void endWhereThreeBatchesAreNearTheSteadyStateTogether() {
    List<Moment> moments = new ArrayList<>();
    add(moments, 90, 60, 21, 80, 23, 24, 22, 20, 20, 20, 20, 20);

    assertThat(FirstSeconds.untilNear(moments)).isEqualTo(0.5);
  }

  @Test
  void neverEndWhereTimesGoOnFalling() {
    List<Moment> moments = new ArrayList<>();
    add(moments, 90, 80, 70, 60, 50, 40, 30, 10, 10);

    assertThat(FirstSeconds.untilNear(moments)).isNaN();
  }

  private static void add(List<Moment> moments, double... millisecondsPerImage) {
    for (double milliseconds : millisecondsPerImage) {
      moments.add(new Moment((moments.size() + 1) / 10.0, milliseconds));
    }
  }
}
