package io.github.imageresize.cache;

import io.github.imageresize.ResizeListener;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Passes every call on to another store: the base of stores that wrap one and change some of its
 * methods. What a subclass leaves alone is answered by the wrapped store and not by the interface's
 * defaults, which would hide its leases, its announcements and its reports.
 *
 * <p>A method never calls another one of this store: a subclass that changes what {@link #get}
 * gives changes {@link #getOrLease} as well. Thread-safe if the wrapped store is.
 */
public abstract class ForwardingCacheStore implements CacheStore {
  private final CacheStore store;

  /**
   * Wraps a store.
   *
   * @param store gets every call
   */
  protected ForwardingCacheStore(CacheStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  /**
   * Wraps another store in the way in which this wraps its own. Called for each request, with a
   * store that keeps within the request's {@linkplain #within budget}; so what is to outlive the
   * request, such as a counter, is to be shared between the two.
   *
   * @param other gets every call
   * @return a new store, with whatever this one does
   */
  protected abstract CacheStore around(CacheStore other);

  @Override
  public Optional<CacheEntry> get(CacheKey key) {
    return store.get(key);
  }

  @Override
  public void put(CacheKey key, CacheEntry entry, Duration timeToLive) {
    store.put(key, entry, timeToLive);
  }

  @Override
  public void invalidate(String source) {
    store.invalidate(source);
  }

  @Override
  public Lease lease(CacheKey key, Duration leaseTime) {
    return store.lease(key, leaseTime);
  }

  @Override
  public EntryOrLease getOrLease(CacheKey key, Duration leaseTime) {
    return store.getOrLease(key, leaseTime);
  }

  /** The wrapped store within the budget, wrapped {@linkplain #around as this one}. */
  @Override
  public CacheStore within(StoreBudget budget) {
    CacheStore bounded = store.within(budget);
    return bounded == store ? this : around(bounded);
  }

  @Override
  public boolean protectsItself() {
    return store.protectsItself();
  }

  @Override
  public InvalidationListener.Subscription onInvalidation(InvalidationListener listener) {
    return store.onInvalidation(listener);
  }

  @Override
  public InvalidationListener.Subscription addListener(ResizeListener listener) {
    return store.addListener(listener);
  }
}
