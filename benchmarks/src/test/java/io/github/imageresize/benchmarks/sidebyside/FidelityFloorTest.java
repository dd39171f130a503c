package io.github.imageresize.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FidelityFloorTest {
  @Test
  void isThirtyDecibels() {
    assertThat(FidelityFloor.fault(result("png", 30, 50))).isEmpty();
    assertThat(FidelityFloor.fault(result("png", 29.99, 20)))
        .contains("photo to 720, png must reach 30.00 dB, but has 29.99");
  }

  @Test
  void isCloseBelowSharpForJpeg() {
    assertThat(FidelityFloor.fault(result("jpeg", 36.9, 37))).isEmpty();
    assertThat(FidelityFloor.fault(result("jpeg", 36.7, 37)))
        .contains("photo to 720, jpeg must reach 36.80 dB, sharp's less 0.2, but has 36.70");
    assertThat(FidelityFloor.fault(result("jpeg", 29, 28))).isPresent();
  }

  @Test
  void isLowerWhereColoursAreDithered() {
    assertThat(FidelityFloor.fault(result("gif", 26, 50))).isEmpty();
    assertThat(FidelityFloor.fault(result("gif", 24, 20))).isPresent();
  }

  @Test
  void isNotReachedByNoResult() {
    assertThat(FidelityFloor.fault(new RowResult(new Row("photo", 720, "png"), "jpeg", Map.of())))
        .isPresent();
  }

  private static RowResult result(String format, double own, double sharp) {
    return new RowResult(
        new Row("photo", 720, format),
        "jpeg",
        Map.of(
            Contenders.OWN, new Measurement(1, 1, 1, 1, own),
            Contenders.SHARP, new Measurement(1, 1, 1, 1, sharp)));
  }
}
