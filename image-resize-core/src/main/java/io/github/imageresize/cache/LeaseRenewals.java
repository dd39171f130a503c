package io.github.imageresize.cache;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets leases last as long as the work of their holders, so that the lease time says only how soon
 * the place of a process that died is free. One daemon thread, which exists only while there is
 * something to renew.
 *
 * <p>Thread-safe.
 */
final class LeaseRenewals implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(LeaseRenewals.class.getName());
  private static final int IDLE_SECONDS = 30;

  private final Duration leaseTime;
  private final Duration longest;
  private final LongSupplier nanoTime;
  private final ScheduledThreadPoolExecutor thread;

  /**
   * No renewals yet.
   *
   * @param leaseTime what each renewal gives; three fit in it, so that two may fail
   * @param longest after this even a holder that is at work is not helped any more
   */
  LeaseRenewals(Duration leaseTime, Duration longest, LongSupplier nanoTime) {
    this.leaseTime = leaseTime;
    this.longest = longest;
    this.nanoTime = nanoTime;
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread made = new Thread(work, "image-resize-leases");
              made.setDaemon(true);
              return made;
            });
    thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
    thread.setRemoveOnCancelPolicy(true);
  }

  /** Works under a granted lease that is kept alive meanwhile. */
  <T> T during(Lease lease, Supplier<T> work) {
    long pause = Math.max(1, leaseTime.toNanos() / 3);
    long ends = nanoTime.getAsLong() + longest.toNanos();
    Future<?> renewing;
    try {
      renewing =
          thread.scheduleWithFixedDelay(
              () -> renew(lease, ends), pause, pause, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      return work.get();
    }
    try {
      return work.get();
    } finally {
      renewing.cancel(false);
    }
  }

  /** What is thrown here would end the renewals: a store that failed once may work again. */
  private void renew(Lease lease, long ends) {
    if (ends - nanoTime.getAsLong() > 0) {
      try {
        lease.renew(leaseTime);
      } catch (RuntimeException failure) {
        LOGGER.log(System.Logger.Level.DEBUG, "a lease could not be renewed", failure);
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
