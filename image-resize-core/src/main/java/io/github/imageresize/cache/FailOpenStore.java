package io.github.imageresize.cache;

import io.github.imageresize.ResizeListener;
import io.github.imageresize.event.StoreFailure;
import io.github.imageresize.internal.breaker.CircuitBreaker;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store whose failures cost no more than a recomputation: what fails, or gives null, is reported
 * and looks like a miss, a lease, or a result of which nothing is known. A breaker leaves a dead
 * store alone, and what one request spends on a store is limited; not so for a store that {@link
 * #protectsItself}. Only {@link #invalidate} fails aloud, since its caller must know that old
 * entries may still be there.
 *
 * <p>What fails in an interrupted thread says nothing about the store: it is neither reported nor
 * counted.
 */
final class FailOpenStore implements CacheStore {
  /** A call that takes longer counts as a failure, though its result is used. */
  static final Duration SLOW = Duration.ofMillis(500);

  private final CacheStore store;
  private final Health health;
  private final @Nullable StoreBudget budget;

  private FailOpenStore(CacheStore store, Health health, @Nullable StoreBudget budget) {
    this.store = store;
    this.health = health;
    this.budget = budget;
  }

  static FailOpenStore of(CacheStore store, ResizeListener listener, LongSupplier nanoTime) {
    return new FailOpenStore(store, new Health(store, listener, nanoTime), null);
  }

  @Override
  public CacheStore within(StoreBudget shared) {
    CacheStore view = store.within(shared);
    return health.isLeftAlone && view == store
        ? this
        : new FailOpenStore(view, health, health.isLeftAlone ? null : shared);
  }

  @Override
  public boolean protectsItself() {
    return true;
  }

  @Override
  public Optional<CacheEntry> get(CacheKey key) {
    return attempt("get", Optional.empty(), () -> store.get(key));
  }

  @Override
  public void put(CacheKey key, CacheEntry entry, Duration timeToLive) {
    attempt(
        "put",
        true,
        () -> {
          store.put(key, entry, timeToLive);
          return true;
        });
  }

  @Override
  public void invalidate(String source) {
    long begun = health.nanoTime.getAsLong();
    try {
      store.invalidate(source);
    } catch (RuntimeException failure) {
      health.failed("invalidate", failure);
      throw failure;
    }
    health.answered("invalidate", begun);
  }

  @Override
  public Lease lease(CacheKey key, Duration atMost) {
    return failOpen(attempt("lease", AbsentLease.INSTANCE, () -> store.lease(key, atMost)));
  }

  @Override
  public EntryOrLease getOrLease(CacheKey key, Duration atMost) {
    EntryOrLease answer =
        attempt(
            "getOrLease",
            EntryOrLease.of(AbsentLease.INSTANCE),
            () -> store.getOrLease(key, atMost));
    return answer.lease().map(lease -> EntryOrLease.of(failOpen(lease))).orElse(answer);
  }

  @Override
  public InvalidationListener.Subscription onInvalidation(InvalidationListener told) {
    return store.onInvalidation(told);
  }

  @Override
  public InvalidationListener.Subscription addListener(ResizeListener told) {
    return store.addListener(told);
  }

  private Lease failOpen(Lease lease) {
    return lease == AbsentLease.INSTANCE ? lease : new FailOpenLease(lease);
  }

  private <T> T attempt(String operation, T otherwise, Supplier<T> call) {
    return attempt(operation, otherwise, call, false);
  }

  private <T> T attempt(String operation, T otherwise, Supplier<T> call, boolean atAnyCost) {
    if (!health.allows()) {
      return otherwise;
    }
    if (budget != null && budget.isSpent() && !atAnyCost) {
      health.report(operation, new TimeoutException("the request spent its time on the store"));
      return otherwise;
    }
    long begun = health.nanoTime.getAsLong();
    try {
      T answer = Objects.requireNonNull(call.get(), "the store gave null");
      health.answered(operation, begun);
      return answer;
    } catch (RuntimeException failure) {
      health.failed(operation, failure);
      return otherwise;
    } finally {
      if (budget != null) {
        budget.spentSince(begun);
      }
    }
  }

  /** What is known of the store, by all requests together. */
  private static final class Health {
    private static final System.Logger LOGGER = System.getLogger(FailOpenStore.class.getName());
    private static final long LOG_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String name;
    private final boolean isLeftAlone;
    private final ResizeListener listener;
    private final LongSupplier nanoTime;
    private final CircuitBreaker breaker;
    private final AtomicLong quietUntil;
    private final AtomicLong unlogged = new AtomicLong();

    private Health(CacheStore store, ResizeListener listener, LongSupplier nanoTime) {
      this.name = store.getClass().getSimpleName();
      this.isLeftAlone = store.protectsItself();
      this.listener = ResizeListener.shielded(listener);
      this.nanoTime = nanoTime;
      this.breaker = new CircuitBreaker(nanoTime);
      this.quietUntil = new AtomicLong(nanoTime.getAsLong());
    }

    private boolean allows() {
      return isLeftAlone || breaker.allows();
    }

    private void answered(String operation, long begun) {
      if (isLeftAlone) {
        return;
      }
      long took = nanoTime.getAsLong() - begun;
      if (took <= SLOW.toNanos()) {
        breaker.succeeded();
      } else {
        long millis = TimeUnit.NANOSECONDS.toMillis(took);
        failed(operation, new TimeoutException(operation + " took " + millis + " ms"));
      }
    }

    private void failed(String operation, Exception failure) {
      if (Interruption.caused(failure)) {
        return;
      }
      if (!isLeftAlone) {
        breaker.failed();
      }
      report(operation, failure);
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

  private final class FailOpenLease implements Lease {
    private final Lease lease;

    private FailOpenLease(Lease lease) {
      this.lease = lease;
    }

    @Override
    public boolean granted() {
      return lease.granted();
    }

    @Override
    public String holder() {
      return lease.holder();
    }

    @Override
    public Outcome store(CacheEntry entry, Duration timeToLive) {
      return attempt("store", Outcome.NOT_KNOWN, () -> lease.store(entry, timeToLive));
    }

    /** Not at the cost of the request, which does something else meanwhile. */
    @Override
    public boolean renew(Duration atMost) {
      return new FailOpenStore(store, health, null)
          .attempt("renew", false, () -> lease.renew(atMost));
    }

    /** Whatever the request has spent: others wait for the lease. */
    @Override
    public void close() {
      attempt(
          "release",
          true,
          () -> {
            lease.close();
            return true;
          },
          true);
    }
  }
}
