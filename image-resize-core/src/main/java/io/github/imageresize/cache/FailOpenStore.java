package io.github.imageresize.cache;

import io.github.imageresize.ResizeListener;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
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
  private final StoreHealth health;
  private final @Nullable StoreBudget budget;

  private FailOpenStore(CacheStore store, StoreHealth health, @Nullable StoreBudget budget) {
    this.store = store;
    this.health = health;
    this.budget = budget;
  }

  static FailOpenStore of(CacheStore store, ResizeListener listener, LongSupplier nanoTime) {
    StoreHealth health =
        new StoreHealth(
            store.getClass().getSimpleName(), store.protectsItself(), SLOW, listener, nanoTime);
    return new FailOpenStore(store, health, null);
  }

  @Override
  public CacheStore within(StoreBudget shared) {
    CacheStore view = store.within(shared);
    return health.protectsItself() && view == store
        ? this
        : new FailOpenStore(view, health, health.protectsItself() ? null : shared);
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
    long begun = health.now();
    try {
      store.invalidate(source);
    } catch (RuntimeException failure) {
      health.failed("invalidate", failure);
      throw failure;
    }
    health.answered("invalidate", begun);
  }

  @Override
  public Lease lease(CacheKey key, Duration leaseTime) {
    return failOpen(attempt("lease", AbsentLease.INSTANCE, () -> store.lease(key, leaseTime)));
  }

  @Override
  public EntryOrLease getOrLease(CacheKey key, Duration leaseTime) {
    EntryOrLease answer =
        attempt(
            "getOrLease",
            EntryOrLease.of(AbsentLease.INSTANCE),
            () -> store.getOrLease(key, leaseTime));
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
    if (budget != null && budget.isSpent()) {
      health.notAsked(operation, new TimeoutException("the request spent its time on the store"));
      return otherwise;
    }
    return attemptAtAnyCost(operation, otherwise, call);
  }

  private <T> T attemptAtAnyCost(String operation, T otherwise, Supplier<T> call) {
    if (!health.allows()) {
      return otherwise;
    }
    return budget == null
        ? ask(operation, otherwise, call)
        : budget.counting(() -> ask(operation, otherwise, call));
  }

  private <T> T ask(String operation, T otherwise, Supplier<T> call) {
    long begun = health.now();
    try {
      T answer = Objects.requireNonNull(call.get(), "the store gave null");
      health.answered(operation, begun);
      return answer;
    } catch (RuntimeException failure) {
      health.failed(operation, failure);
      return otherwise;
    }
  }

  private final class FailOpenLease extends ForwardingLease {
    private FailOpenLease(Lease lease) {
      super(lease);
    }

    @Override
    public Outcome store(CacheEntry entry, Duration timeToLive) {
      return attempt("store", Outcome.NOT_KNOWN, () -> super.store(entry, timeToLive));
    }

    /** Not at the cost of the request, which does something else meanwhile. */
    @Override
    public boolean renew(Duration leaseTime) {
      return new FailOpenStore(store, health, null)
          .attempt("renew", false, () -> super.renew(leaseTime));
    }

    /** Whatever the request has spent: others wait for the lease. */
    @Override
    public void close() {
      attemptAtAnyCost(
          "release",
          true,
          () -> {
            super.close();
            return true;
          });
    }
  }
}
