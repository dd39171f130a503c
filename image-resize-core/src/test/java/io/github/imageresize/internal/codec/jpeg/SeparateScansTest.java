package io.github.imageresize.internal.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeparateScansTest {
  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"8, 8", "33, 17", "130, 71"})
  void readsComponentsThatAreNotInterleaved(int width, int height) {
    double[][][] planes = Drawings.decode(SeparateScans.drawn444(width, height));

    assertThat(planes).hasNumberOfRows(3);
    for (int i = 0; i < planes.length; i++) {
      double[][] alone = Drawings.decode(SeparateScans.component(width, height, i))[0];
      assertThat(planes[i]).isDeepEqualTo(alone);
    }
  }
}
