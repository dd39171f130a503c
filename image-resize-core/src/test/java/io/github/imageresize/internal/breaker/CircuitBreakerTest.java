package io.github.imageresize.internal.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.ManualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final ManualClock clock = new ManualClock();
  private final CircuitBreaker breaker = new CircuitBreaker(clock::nanoTime);

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

  /** Both have seen the end of the pause, and know the time, before either claims the next one. */
  @Test
  void letsOneOfTwoCallersProbeAtOnce() throws Exception {
    CountDownLatch inside = new CountDownLatch(2);
    AtomicBoolean meeting = new AtomicBoolean();
    CircuitBreaker shared =
        new CircuitBreaker(
            () -> {
              if (meeting.get()) {
                inside.countDown();
                awaitBriefly(inside);
              }
              return clock.nanoTime();
            });
    for (int time = 0; time < CircuitBreaker.FAILURES_TO_OPEN; time++) {
      shared.failed();
    }
    clock.advance(CircuitBreaker.PAUSE);
    meeting.set(true);
    CompletableFuture<Boolean> other = new CompletableFuture<>();
    Thread thread = new Thread(() -> other.complete(shared.allows()), "other caller");
    thread.start();

    boolean one = shared.allows();

    assertThat(one).isNotEqualTo(other.get(10, TimeUnit.SECONDS));
  }

  /**
   * A success that fell between the count and the opening would leave the breaker open for good.
   */
  @Test
  void closesByASuccessThatComesAsTheLastFailureOpensIt() throws Exception {
    AtomicReference<CircuitBreaker> shared = new AtomicReference<>();
    CountDownLatch succeeded = new CountDownLatch(1);
    Thread success =
        new Thread(
            () -> {
              shared.get().succeeded();
              succeeded.countDown();
            },
            "success");
    AtomicInteger failures = new AtomicInteger();
    shared.set(
        new CircuitBreaker(
            () -> {
              if (failures.incrementAndGet() == CircuitBreaker.FAILURES_TO_OPEN) {
                success.start();
                awaitBriefly(succeeded);
              }
              return clock.nanoTime();
            }));

    for (int time = 0; time < CircuitBreaker.FAILURES_TO_OPEN; time++) {
      shared.get().failed();
    }

    assertThat(succeeded.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(shared.get().isClosed()).isTrue();
  }

  private static void awaitBriefly(CountDownLatch latch) {
    try {
      boolean unused = latch.await(300, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
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
  void opensAndClosesByTimeThatGoesByWhateverTheClockSays() {
    fail(CircuitBreaker.FAILURES_TO_OPEN);
    clock.set(Duration.ofHours(1));
    assertThat(breaker.allows()).isFalse();
    clock.set(Duration.ofHours(-2));

    clock.advance(CircuitBreaker.PAUSE);

    assertThat(breaker.allows()).isTrue();
  }
}
