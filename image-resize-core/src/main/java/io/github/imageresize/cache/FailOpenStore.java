package io.github.imageresize.cache;

import io.github.imageresize.ResizeListener;
import io.github.imageresize.breaker.CircuitBreaker;
import io.github.imageresize.event.StoreFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A store whose failures cost no more than a recomputation: what fails is reported and looks like a
 * miss, a lease, or an accepted entry, and a breaker leaves a dead store alone. Only {@link
 * #invalidate} fails aloud, since its caller must know that old entries may still be there.
 */
final class FailOpenStore implements CacheStore {
  /** A call that takes longer counts as a failure, though its result is used. */
  static final Duration SLOW = Duration.ofMillis(500);

  private static final System.Logger LOGGER = System.getLogger(FailOpenStore.class.getName());
  private static final long LOG_INTERVAL_MILLIS = 60_000;

  private final CacheStore store;
  private final ResizeListener listener;
  private final InstantSource clock;
  private final CircuitBreaker breaker;
  private final long slowMillis;
  private final AtomicLong quietUntil = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong unlogged = new AtomicLong();

  private FailOpenStore(
      CacheStore store, ResizeListener listener, InstantSource clock, long slowMillis) {
    this.store = store;
    this.listener = ResizeListener.shielded(listener);
    this.clock = clock;
    this.breaker = new CircuitBreaker(clock);
    this.slowMillis = slowMillis;
  }

  static FailOpenStore of(CacheStore store, ResizeListener listener, InstantSource clock) {
    long slowMillis = store.protectsItself() ? Long.MAX_VALUE : SLOW.toMillis();
    return new FailOpenStore(store, listener, clock, slowMillis);
  }

  @Override
  public Optional<CacheEntry> get(CacheKey key) {
    if (!breaker.allows()) {
      return Optional.empty();
    }
    long begun = clock.millis();
    try {
      Optional<CacheEntry> found = store.get(key);
      answered("get", begun);
      return found;
    } catch (RuntimeException failure) {
      failed("get", failure);
      return Optional.empty();
    }
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
    long begun = clock.millis();
    try {
      store.invalidate(source);
    } catch (RuntimeException failure) {
      failed("invalidate", failure);
      throw failure;
    }
    answered("invalidate", begun);
  }

  @Override
  public Lease lease(CacheKey key, Duration atMost) {
    Lease lease = attempt("lease", AbsentLease.INSTANCE, () -> store.lease(key, atMost));
    return lease == AbsentLease.INSTANCE ? lease : new FailOpenLease(lease);
  }

  @Override
  public InvalidationListener.Subscription onInvalidation(InvalidationListener told) {
    return store.onInvalidation(told);
  }

  @Override
  public InvalidationListener.Subscription addListener(ResizeListener told) {
    return store.addListener(told);
  }

  private <T> T attempt(String operation, T otherwise, Supplier<T> call) {
    if (!breaker.allows()) {
      return otherwise;
    }
    long begun = clock.millis();
    try {
      T answer = call.get();
      answered(operation, begun);
      return answer;
    } catch (RuntimeException failure) {
      failed(operation, failure);
      return otherwise;
    }
  }

  private void answered(String operation, long begun) {
    long took = clock.millis() - begun;
    if (took <= slowMillis) {
      breaker.succeeded();
    } else {
      failed(operation, new TimeoutException(operation + " took " + took + " ms"));
    }
  }

  private void failed(String operation, Exception failure) {
    breaker.failed();
    listener.storeFailed(StoreFailure.of(store.getClass().getSimpleName(), operation, failure));
    long now = clock.millis();
    long until = quietUntil.get();
    if (now >= until && quietUntil.compareAndSet(until, now + LOG_INTERVAL_MILLIS)) {
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

    @Override
    public boolean renew(Duration atMost) {
      return attempt("renew", false, () -> lease.renew(atMost));
    }

    @Override
    public void close() {
      attempt(
          "release",
          true,
          () -> {
            lease.close();
            return true;
          });
    }
  }
}
