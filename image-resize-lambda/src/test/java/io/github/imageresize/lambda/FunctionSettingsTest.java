package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionSettingsTest {

  @Test
  void needsTheBucketAlone() {
    FunctionSettings settings = FunctionSettings.of(Map.of("IMAGE_BUCKET", "photos"));

    assertThat(settings.imageBucket()).isEqualTo("photos");
    assertThat(settings.imagePrefix()).isEmpty();
    assertThat(settings.resultBucket()).isNull();
    assertThat(settings.limits().deadline()).isEqualTo(Duration.ofSeconds(18));
    assertThatThrownBy(() -> FunctionSettings.of(Map.of())).hasMessageContaining("IMAGE_BUCKET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1.5", "99999999999"})
  void namesANumberThatIsWrong(String value) {
    Map<String, String> environment = Map.of("IMAGE_BUCKET", "b", "MAX_SOURCE_BYTES", value);

    assertThatThrownBy(() -> FunctionSettings.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MAX_SOURCE_BYTES")
        .hasMessageContaining(value);
  }

  @Test
  void refusesTimeLimitsOutOfOrder() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(
            () -> new InvocationTimeLimits(second.multipliedBy(2), second, second, second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("socket must be longer than function");
  }
}
