package io.github.imageresize.internal.breaker;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Decides whether what failed may be asked again: a store, an engine. After several failures in a
 * row it may not for a while; then one caller tries, and only its success lets the others back in.
 *
 * <p>Thread-safe.
 */
public final class CircuitBreaker {
  /** How many failures in a row open the breaker. */
  public static final int FAILURES_TO_OPEN = 5;

  /** How long nobody asks, and then between one try and the next. */
  public static final Duration PAUSE = Duration.ofSeconds(5);

  private final LongSupplier nanoTime;
  private volatile int failures;
  private volatile boolean open;
  private long openUntil;

  /**
   * A closed breaker.
   *
   * @param nanoTime monotonic time, as {@link System#nanoTime()}, by which pauses end
   */
  public CircuitBreaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Whether the caller may ask; a caller that may says how it went.
   *
   * @return false while the breaker is open, but to the one caller that tries
   */
  public boolean allows() {
    return !open || isProbe();
  }

  /**
   * The caller that probes claims the next pause, so that a probe that hangs is followed by one.
   */
  private synchronized boolean isProbe() {
    if (!open) {
      return true;
    }
    long now = nanoTime.getAsLong();
    if (openUntil - now > 0) {
      return false;
    }
    openUntil = now + PAUSE.toNanos();
    return true;
  }

  /**
   * Whether everybody may ask.
   *
   * @return false while the breaker is open, to the one caller that tries too
   */
  public boolean isClosed() {
    return !open;
  }

  /**
   * Says that what was asked works.
   *
   * @return whether that closed the breaker
   */
  public boolean succeeded() {
    return failures != 0 && reset();
  }

  private synchronized boolean reset() {
    boolean closes = open;
    failures = 0;
    open = false;
    return closes;
  }

  /**
   * Says that what was asked does not work.
   *
   * @return whether that opened the breaker
   */
  public synchronized boolean failed() {
    failures = Math.min(failures + 1, FAILURES_TO_OPEN);
    if (failures < FAILURES_TO_OPEN) {
      return false;
    }
    boolean opens = !open;
    openUntil = nanoTime.getAsLong() + PAUSE.toNanos();
    open = true;
    return opens;
  }
}
