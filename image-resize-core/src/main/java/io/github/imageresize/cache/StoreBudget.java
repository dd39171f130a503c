package io.github.imageresize.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

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

  /** The present, to be given to {@link #spentSince}. */
  long now() {
    return nanoTime.getAsLong();
  }

  /** Gives back what was spent on something that has a limit of its own. */
  void notSpentSince(long begun) {
    leftNanos.addAndGet(nanoTime.getAsLong() - begun);
  }

  void spentSince(long begun) {
    leftNanos.addAndGet(begun - nanoTime.getAsLong());
  }
}
