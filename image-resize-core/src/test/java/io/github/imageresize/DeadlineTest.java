package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final Duration ALLOWED = Duration.ofNanos(1_500_000_001);

  @Test
  void hasPassedFromItsEndOnByAMonotonicClock() {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000); // which overflows meanwhile
    Deadline deadline = Deadline.after(ALLOWED, Deadline.monotonic(nanos::get));

    nanos.addAndGet(1_500_000_000);
    assertThat(deadline.hasPassed()).isFalse();
    assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(1));

    nanos.addAndGet(1);
    assertThat(deadline.hasPassed()).isTrue();
    assertThat(deadline.remaining()).isZero();
  }

  @Test
  void countsFromItsBeginningNotFromTheClocks() {
    AtomicLong nanos = new AtomicLong(-7);
    InstantSource clock = Deadline.monotonic(nanos::get);
    nanos.addAndGet(10_000_000_000L);
    Deadline deadline = Deadline.after(ALLOWED, clock);

    assertThat(deadline.hasPassed()).isFalse();
    nanos.addAndGet(ALLOWED.toNanos());
    assertThat(deadline.hasPassed()).isTrue();
  }

  @Test
  void hasPassedFromItsEndOnByTheTimeOfDay() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
    Deadline deadline = Deadline.after(ALLOWED, now::get);

    now.set(now.get().plus(ALLOWED).minusNanos(1));
    assertThat(deadline.hasPassed()).isFalse();
    now.set(now.get().plusNanos(1));
    assertThat(deadline.hasPassed()).isTrue();
  }

  @Test
  void longerThanACenturyIsACentury() {
    AtomicLong nanos = new AtomicLong();
    Deadline deadline =
        Deadline.after(Duration.ofSeconds(Long.MAX_VALUE), Deadline.monotonic(nanos::get));

    assertThat(deadline.remaining()).isEqualTo(Duration.ofDays(36_500));
    nanos.set(Long.MAX_VALUE);
    assertThat(deadline.hasPassed()).isTrue();
  }
}
