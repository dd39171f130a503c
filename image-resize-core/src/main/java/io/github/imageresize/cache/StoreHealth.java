package io.github.imageresize.cache;

import io.github.imageresize.ResizeListener;
import io.github.imageresize.event.StoreFailure;
import io.github.imageresize.internal.breaker.CircuitBreaker;
import io.github.imageresize.internal.interrupt.Interruption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What is known of the place where something is kept, by all requests together: whether it may be
 * asked. What it fails at is told to a listener and logged once a minute.
 *
 * <p>Thread-safe.
 */
final class StoreHealth {
  private static final System.Logger LOGGER = System.getLogger(FailOpenStore.class.getName());
  private static final long LOG_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String name;
  private final boolean protectsItself;
  private final Duration slow;
  private final ResizeListener listener;
  private final LongSupplier nanoTime;
  private final CircuitBreaker breaker;
  private final AtomicLong quietUntil;
  private final AtomicLong unlogged = new AtomicLong();

  /**
   * Nothing is known yet.
   *
   * @param name is what listeners are told
   * @param protectsItself whether it may be asked whatever happened
   * @param slow a call that takes longer counts as a failure, though its result is used
   */
  StoreHealth(
      String name,
      boolean protectsItself,
      Duration slow,
      ResizeListener listener,
      LongSupplier nanoTime) {
    this.name = name;
    this.protectsItself = protectsItself;
    this.slow = slow;
    this.listener = ResizeListener.shielded(listener);
    this.nanoTime = nanoTime;
    this.breaker = new CircuitBreaker(nanoTime);
    this.quietUntil = new AtomicLong(nanoTime.getAsLong());
  }

  boolean protectsItself() {
    return protectsItself;
  }

  boolean allows() {
    return protectsItself || breaker.allows();
  }

  /** The present, to be given to {@link #answered}. */
  long now() {
    return nanoTime.getAsLong();
  }

  void answered(String operation, long begun) {
    if (protectsItself) {
      return;
    }
    long took = nanoTime.getAsLong() - begun;
    if (took <= slow.toNanos()) {
      breaker.succeeded();
    } else {
      long millis = TimeUnit.NANOSECONDS.toMillis(took);
      failed(operation, new TimeoutException(operation + " took " + millis + " ms"));
    }
  }

  /** What fails in an interrupted thread says nothing about the store. */
  void failed(String operation, Exception failure) {
    if (Interruption.caused(failure)) {
      return;
    }
    if (!protectsItself) {
      breaker.failed();
    }
    report(operation, failure);
  }

  /** Says why the store was not asked, unless it is left alone anyway. */
  void notAsked(String operation, Exception reason) {
    if (breaker.isClosed()) {
      report(operation, reason);
    }
  }

  private void report(String operation, Exception failure) {
    listener.storeFailed(StoreFailure.of(name, operation, failure));
    long now = nanoTime.getAsLong();
    long until = quietUntil.get();
    if (now - until >= 0 && quietUntil.compareAndSet(until, now + LOG_INTERVAL_NANOS)) {
      log(operation, failure);
    } else {
      unlogged.incrementAndGet();
    }
  }

  /** A dead store fails alike every minute: its stack trace is for those who ask for it. */
  private void log(String operation, Exception failure) {
    LOGGER.log(
        System.Logger.Level.WARNING,
        "the cache store failed in "
            + operation
            + ": "
            + MessageChain.of(failure)
            + "; failures not logged before: "
            + unlogged.getAndSet(0));
    LOGGER.log(System.Logger.Level.DEBUG, "the cache store failed in " + operation, failure);
  }
}
