package io.github.imageresize.cache;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Decides whether a store that failed may be asked again. After several failures in a row it may
 * not for a while; then one caller tries, and only its success lets the others back in.
 *
 * <p>Thread-safe.
 */
final class StoreBreaker {
  static final int FAILURES_TO_OPEN = 5;
  static final Duration PAUSE = Duration.ofSeconds(5);

  private static final long CLOSED = Long.MIN_VALUE;

  private final InstantSource clock;
  private volatile int failures;
  private volatile long openUntil = CLOSED;

  StoreBreaker(InstantSource clock) {
    this.clock = clock;
  }

  boolean allows() {
    return openUntil == CLOSED || isProbe();
  }

  /**
   * The caller that probes claims the next pause, so that a probe that hangs is followed by one.
   */
  private synchronized boolean isProbe() {
    if (openUntil == CLOSED) {
      return true;
    }
    long now = clock.millis();
    long left = openUntil - now;
    boolean clockWentBack = left > PAUSE.toMillis();
    if (left > 0 && !clockWentBack) {
      return false;
    }
    openUntil = now + PAUSE.toMillis();
    return true;
  }

  void succeeded() {
    if (failures != 0) {
      reset();
    }
  }

  private synchronized void reset() {
    failures = 0;
    openUntil = CLOSED;
  }

  synchronized void failed() {
    failures = Math.min(failures + 1, FAILURES_TO_OPEN);
    if (failures == FAILURES_TO_OPEN) {
      openUntil = clock.millis() + PAUSE.toMillis();
    }
  }
}
