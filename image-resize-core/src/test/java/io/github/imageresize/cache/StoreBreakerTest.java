package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreBreakerTest {
  private final ManualClock clock = new ManualClock();
  private final StoreBreaker breaker = new StoreBreaker(clock);

  private void fail(int times) {
    for (int time = 0; time < times; time++) {
      breaker.failed();
    }
  }

  @Test
  void opensAfterFailuresInARow() {
    fail(StoreBreaker.FAILURES_TO_OPEN - 1);
    assertThat(breaker.allows()).isTrue();

    fail(1);

    assertThat(breaker.allows()).isFalse();
  }

  @Test
  void countsFromTheLastSuccess() {
    fail(StoreBreaker.FAILURES_TO_OPEN - 1);
    breaker.succeeded();
    fail(StoreBreaker.FAILURES_TO_OPEN - 1);

    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void letsOneCallerProbeAfterThePause() {
    fail(StoreBreaker.FAILURES_TO_OPEN);
    clock.advance(StoreBreaker.PAUSE.minusMillis(1));
    assertThat(breaker.allows()).isFalse();

    clock.advance(Duration.ofMillis(1));

    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.allows()).isFalse();
  }

  @Test
  void closesWhenTheProbeSucceeds() {
    fail(StoreBreaker.FAILURES_TO_OPEN);
    clock.advance(StoreBreaker.PAUSE);
    assertThat(breaker.allows()).isTrue();

    breaker.succeeded();

    assertThat(breaker.allows()).isTrue();
    fail(StoreBreaker.FAILURES_TO_OPEN - 1);
    assertThat(breaker.allows()).as("counted anew").isTrue();
  }

  @Test
  void opensAgainWhenTheProbeFails() {
    fail(StoreBreaker.FAILURES_TO_OPEN);
    clock.advance(StoreBreaker.PAUSE);
    assertThat(breaker.allows()).isTrue();

    fail(1);

    assertThat(breaker.allows()).isFalse();
    clock.advance(StoreBreaker.PAUSE);
    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void letsAnotherCallerProbeWhenTheProbeHangs() {
    fail(StoreBreaker.FAILURES_TO_OPEN);
    clock.advance(StoreBreaker.PAUSE);
    assertThat(breaker.allows()).isTrue();

    clock.advance(StoreBreaker.PAUSE);

    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void doesNotStayOpenWhenTheClockIsSetBack() {
    fail(StoreBreaker.FAILURES_TO_OPEN);

    clock.advance(Duration.ofHours(-1));

    assertThat(breaker.allows()).isTrue();
  }
}
