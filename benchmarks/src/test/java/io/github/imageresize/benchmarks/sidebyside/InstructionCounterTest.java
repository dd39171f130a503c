package io.github.imageresize.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class InstructionCounterTest {
  @Test
  void takesTheFieldThatIsACount() {
    String line = "     0.05123,123456,,instructions:u,99,100.00,1.2,insn per cycle";
    assertThat(InstructionCounter.count(line, 1)).isEqualTo(123_456);
    assertThat(InstructionCounter.count("<not supported>,,instructions:u,0,100.00,,", 0)).isNaN();
    assertThat(InstructionCounter.count("", 1)).isNaN();
  }

  @Test
  void countsWhatAnotherProcessDoesMeanwhile() throws Exception {
    InstructionCounter counter = new InstructionCounter("task-clock");
    assumeTrue(counter.isAvailable(), "perf must be on the path, and may count");

    Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try {
      double milliseconds =
          counter.perRun(
              busy.toHandle(),
              () -> {
                long end = System.nanoTime() + 200_000_000;
                while (System.nanoTime() < end) {
                  Thread.onSpinWait();
                }
                return 1;
              });
      assertThat(milliseconds).isBetween(1.0, 2000.0);
    } finally {
      busy.destroyForcibly().waitFor();
    }
  }

  @Test
  void countsNothingWithoutSuchAnEvent() throws IOException {
    InstructionCounter counter = new InstructionCounter("no-such-event");

    assertThat(counter.isAvailable()).isFalse();
    assertThat(counter.perRun(ProcessHandle.current(), () -> 1)).isNaN();
  }
}
