package io.github.imageresize.cache;

import io.github.imageresize.internal.argument.Require;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all operations of one request on a remote store may take together. Time in which the request
 * does something else, such as making the image, is not counted.
 *
 * <p>Thread-safe; each request has its own.
 */
public final class StoreBudget {
  private final LongSupplier nanoTime;
  private final AtomicLong leftNanos;

  /**
   * A budget of which nothing is spent.
   *
   * @param total what the operations may take together, positive
   * @param nanoTime monotonic time, as {@link System#nanoTime()}
   */
  public StoreBudget(Duration total, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.leftNanos = new AtomicLong(Require.positive("total", total).toNanos());
  }

  /**
   * What is left. An operation is not begun when nothing is, and should end within it.
   *
   * @return zero or more
   */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, leftNanos.get()));
  }

  /**
   * Whether nothing is left.
   *
   * @return true if no further operation may begin
   */
  public boolean isSpent() {
    return leftNanos.get() <= 0;
  }

  /**
   * Runs an operation and counts the time that it takes, however it ends.
   *
   * @param operation on the store; begun though nothing may be left
   * @param <T> the type of what it gives
   * @return what it gives
   */
  public <T> T counting(Supplier<T> operation) {
    long begun = nanoTime.getAsLong();
    try {
      return operation.get();
    } finally {
      leftNanos.addAndGet(begun - nanoTime.getAsLong());
    }
  }

  /** Runs, in the midst of what is counted, something that has a limit of its own. */
  <T> T notCounting(Supplier<T> transfer) {
    long begun = nanoTime.getAsLong();
    try {
      return transfer.get();
    } finally {
      leftNanos.addAndGet(nanoTime.getAsLong() - begun);
    }
  }
}
