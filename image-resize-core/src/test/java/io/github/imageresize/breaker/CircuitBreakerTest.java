package io.github.imageresize.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

  @Test
  void letsOneOfManyCallersProbeAtOnce() throws Exception {
    int callers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      for (int round = 0; round < 200; round++) {
        fail(CircuitBreaker.FAILURES_TO_OPEN);
        clock.advance(CircuitBreaker.PAUSE);
        CyclicBarrier start = new CyclicBarrier(callers);
        List<Future<Boolean>> answers = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
          answers.add(
              threads.submit(
                  () -> {
                    start.await(10, TimeUnit.SECONDS);
                    return breaker.allows();
                  }));
        }
        int allowed = 0;
        for (Future<Boolean> answer : answers) {
          allowed += answer.get(10, TimeUnit.SECONDS) ? 1 : 0;
        }
        assertThat(allowed).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void countsFailuresOfManyCallersAtOnce() throws Exception {
    int callers = CircuitBreaker.FAILURES_TO_OPEN;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      for (int round = 0; round < 500; round++) {
        CircuitBreaker shared = new CircuitBreaker(clock::nanoTime);
        CyclicBarrier start = new CyclicBarrier(callers);
        List<Future<?>> failing = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
          failing.add(
              threads.submit(
                  () -> {
                    start.await(10, TimeUnit.SECONDS);
                    shared.failed();
                    return null;
                  }));
        }
        for (Future<?> done : failing) {
          done.get(10, TimeUnit.SECONDS);
        }
        assertThat(shared.allows()).isFalse();
      }
    } finally {
      threads.shutdownNow();
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
