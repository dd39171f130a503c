package io.github.imageresize.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  @Test
  void chooseRowsAndTakeEmptyOnesForNone() {
    Arguments arguments = parse("10", "^photo.*jpeg", "");

    assertThat(arguments.rows()).containsExactly(new Row("photo", 720, "jpeg"));
    assertThat(arguments.rounds()).isEqualTo(10);
    assertThat(arguments.warmUpSeconds()).isEqualTo(5);
    assertThat(arguments.photographs()).isEmpty();
    assertThat(arguments.jdk()).isEmpty();
    assertThat(arguments.sharpAlone()).isFalse();
    assertThat(parse("1", ".", "a=b").photographs()).contains(Path.of("a=b"));
    assertThat(parse("1", ".", "").rows()).isEqualTo(Row.ALL);
  }

  @Test
  void mustMakeSense() {
    assertThatThrownBy(() -> parse("0", ".", "")).hasMessageContaining("not '0'");
    assertThatThrownBy(() -> parse("ten", ".", "")).hasMessageContaining("Rounds must be a number");
    assertThatThrownBy(() -> parse("1", "nothing", "")).hasMessageContaining("photo to 720, jpeg");
    assertThatThrownBy(() -> parse("1", "(", "")).hasMessageContaining("a regular expression");
    assertThatThrownBy(() -> Arguments.parse("rounds")).hasMessageContaining("name=value");
    assertThatThrownBy(() -> Arguments.parse("rounds=1")).hasMessageContaining("'sharp-worker'");
  }

  private static Arguments parse(String rounds, String rows, String photographs) {
    return Arguments.parse(
        "sharp-worker=worker.mjs",
        "peers=peers",
        "originals=originals",
        "rounds=" + rounds,
        "warm-up=5",
        "rows=" + rows,
        "photographs=" + photographs,
        "sharp-alone=no",
        "jdk=",
        "markdown=");
  }
}
