package io.github.imageresize.source;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.internal.breaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Keeps one slow or broken origin from taking all threads of a host: so many requests at most are
 * under way to it, a few more wait a moment for their turn, and an origin that keeps failing is let
 * alone for a while. Thread-safe.
 */
final class OriginGuard {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** How many may be under way for one that may wait. */
  private static final int PLACES_FOR_A_WAITER = 4;

  private final HttpOrigin origin;
  private final int concurrency;
  private final Semaphore places;
  private final AtomicInteger waiting = new AtomicInteger();
  private final CircuitBreaker breaker;

  OriginGuard(HttpOrigin origin, int concurrency, LongSupplier nanoTime) {
    this.origin = origin;
    this.concurrency = concurrency;
    places = new Semaphore(concurrency, true);
    breaker = new CircuitBreaker(nanoTime);
  }

  /**
   * Takes a place; whoever gets one {@linkplain #leave leaves} it.
   *
   * @throws ImageResizeException with {@code UNAVAILABLE} if the origin kept failing, {@code
   *     OVERLOADED} if it has no place, {@code TIMEOUT} if the thread is interrupted
   */
  void enter(Duration timeLeft) {
    if (!breaker.allows()) {
      throw new ImageResizeException(
              Reason.UNAVAILABLE, origin + " is let alone for a while: it kept failing")
          .withRetryAfter(CircuitBreaker.PAUSE);
    }
    if (!places.tryAcquire()) {
      await(timeLeft.compareTo(PATIENCE) < 0 ? timeLeft : PATIENCE);
    }
  }

  private void await(Duration waitTimeout) {
    boolean entered = false;
    try {
      if (waiting.incrementAndGet() <= Math.max(1, concurrency / PLACES_FOR_A_WAITER)) {
        entered = places.tryAcquire(waitTimeout.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ImageResizeException(
          Reason.TIMEOUT, "interrupted while waiting for " + origin, interrupted);
    } finally {
      waiting.decrementAndGet();
    }
    if (!entered) {
      throw new ImageResizeException(
              Reason.OVERLOADED, concurrency + " requests to " + origin + " are under way already")
          .withRetryAfter(RETRY);
    }
  }

  void leave() {
    places.release();
  }

  /** Says that the origin answered, whatever it said. */
  void answered() {
    breaker.succeeded();
  }

  /** Says that the origin did not answer, or not in time. */
  void failed() {
    if (!Thread.currentThread().isInterrupted()) {
      breaker.failed();
    }
  }
}
