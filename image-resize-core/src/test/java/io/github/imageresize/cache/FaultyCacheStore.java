package io.github.imageresize.cache;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A store that several tiers share, whose faults a test makes: it breaks down and is repaired, is
 * slow, announces invalidations or loses the announcements.
 */
final class FaultyCacheStore implements CacheStore {
  private final CacheStore store;
  private final List<InvalidationListener> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicReference<Runnable> beforeEachCall = new AtomicReference<>(() -> {});
  private final AtomicReference<Runnable> afterNextGet = new AtomicReference<>(() -> {});
  private volatile boolean broken;

  FaultyCacheStore(CacheStore store) {
    this.store = store;
  }

  void breakDown() {
    broken = true;
  }

  void repair() {
    broken = false;
  }

  void loseAnnouncements() {
    listeners.forEach(InvalidationListener::announcementsLost);
  }

  void beforeEachCall(Runnable action) {
    beforeEachCall.set(action);
  }

  void afterNextGet(Runnable action) {
    afterNextGet.set(action);
  }

  int calls() {
    return calls.get();
  }

  private void call() {
    calls.incrementAndGet();
    beforeEachCall.get().run();
    if (broken) {
      throw new IllegalStateException("the store is broken");
    }
  }

  @Override
  public Optional<CacheEntry> get(CacheKey key) {
    call();
    Optional<CacheEntry> found = store.get(key);
    afterNextGet.getAndSet(() -> {}).run();
    return found;
  }

  @Override
  public void put(CacheKey key, CacheEntry entry, Duration timeToLive) {
    call();
    store.put(key, entry, timeToLive);
  }

  @Override
  public void invalidate(String source) {
    call();
    store.invalidate(source);
    listeners.forEach(listener -> listener.invalidated(source));
  }

  @Override
  public Lease lease(CacheKey key, Duration atMost) {
    call();
    Lease lease = store.lease(key, atMost);
    return new Lease() {
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
        call();
        return lease.store(entry, timeToLive);
      }

      @Override
      public boolean renew(Duration atMost) {
        call();
        return lease.renew(atMost);
      }

      @Override
      public void close() {
        call();
        lease.close();
      }
    };
  }

  @Override
  public InvalidationListener.Subscription onInvalidation(InvalidationListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
