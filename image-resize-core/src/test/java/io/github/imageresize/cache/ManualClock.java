package io.github.imageresize.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves only when a test moves it, and the monotonic time beside it. Thread-safe. */
public final class ManualClock implements InstantSource {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));

  /** Near the end of its range, which {@link System#nanoTime()} may be too. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000);

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Monotonic time, in nanoseconds; comparable by its differences alone. */
  public long nanoTime() {
    return nanos.get();
  }

  /**
   * Lets time go by.
   *
   * @param time how much
   */
  public void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
    set(time);
  }

  /**
   * Sets the clock, while no time goes by.
   *
   * @param difference by how much, forward or back
   */
  public void set(Duration difference) {
    now.updateAndGet(instant -> instant.plus(difference));
  }
}
