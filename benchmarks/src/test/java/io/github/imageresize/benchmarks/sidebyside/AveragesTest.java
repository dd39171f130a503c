package io.github.imageresize.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AveragesTest {
  @Test
  void geometricMeanTreatsHalfAndTwiceAlike() {
    assertThat(Averages.geometricMean(List.of(0.5, 2.0))).isCloseTo(1, within(1e-12));
    assertThat(Averages.geometricMean(List.of(1.0, 2.0, 4.0))).isCloseTo(2, within(1e-12));
    assertThat(Averages.geometricMean(List.of())).isNaN();
  }

  @Test
  void medianIsNotMovedByOneExtreme() {
    assertThat(Averages.median(List.of(900.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Averages.median(List.of(4.0, 1.0, 2.0, 900.0))).isEqualTo(3);
    assertThat(Averages.median(List.of())).isNaN();
  }
}
