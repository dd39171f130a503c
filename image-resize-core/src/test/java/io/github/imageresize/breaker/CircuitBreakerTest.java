package io.github.imageresize.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final ManualClock clock = new ManualClock();
  private final CircuitBreaker breaker = new CircuitBreaker(clock);

  private void fail(int times) {
    for (int time = 0; time < times; time++) {
      breaker.failed();
    }
  }

  @Test
  void opensAfterFailuresInARow() {
    fail(CircuitBreaker.FAILURES_TO_OPEN - 1);
    assertThat(breaker.allows()).isTrue();

    fail(1);

    assertThat(breaker.allows()).isFalse();
  }

  @Test
  void countsFromTheLastSuccess() {
    fail(CircuitBreaker.FAILURES_TO_OPEN - 1);
    breaker.succeeded();
    fail(CircuitBreaker.FAILURES_TO_OPEN - 1);

    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void letsOneCallerProbeAfterThePause() {
    fail(CircuitBreaker.FAILURES_TO_OPEN);
    clock.advance(CircuitBreaker.PAUSE.minusMillis(1));
    assertThat(breaker.allows()).isFalse();

    clock.advance(Duration.ofMillis(1));

    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.allows()).isFalse();
  }

  @Test
  void closesWhenTheProbeSucceeds() {
    fail(CircuitBreaker.FAILURES_TO_OPEN);
    clock.advance(CircuitBreaker.PAUSE);
    assertThat(breaker.allows()).isTrue();

    breaker.succeeded();

    assertThat(breaker.allows()).isTrue();
    fail(CircuitBreaker.FAILURES_TO_OPEN - 1);
    assertThat(breaker.allows()).as("counted anew").isTrue();
  }

  @Test
  void opensAgainWhenTheProbeFails() {
    fail(CircuitBreaker.FAILURES_TO_OPEN);
    clock.advance(CircuitBreaker.PAUSE);
    assertThat(breaker.allows()).isTrue();

    fail(1);

    assertThat(breaker.allows()).isFalse();
    clock.advance(CircuitBreaker.PAUSE);
    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void letsAnotherCallerProbeWhenTheProbeHangs() {
    fail(CircuitBreaker.FAILURES_TO_OPEN);
    clock.advance(CircuitBreaker.PAUSE);
    assertThat(breaker.allows()).isTrue();

    clock.advance(CircuitBreaker.PAUSE);

    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void doesNotStayOpenWhenTheClockIsSetBack() {
    fail(CircuitBreaker.FAILURES_TO_OPEN);

    clock.advance(Duration.ofHours(-1));

    assertThat(breaker.allows()).isTrue();
  }
}
