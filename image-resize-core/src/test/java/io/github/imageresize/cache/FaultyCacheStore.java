package io.github.imageresize.cache;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
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
  private volatile double chance;

  FaultyCacheStore(CacheStore store) {
    this.store = store;
    store.onInvalidation(new Announcements());
  }

  /** What others invalidated is heard of while the store is not broken. */
  private final class Announcements implements InvalidationListener {
    @Override
    public void invalidated(String source) {
      if (!broken) {
        listeners.forEach(listener -> listener.invalidated(source));
      }
    }

    @Override
    public void announcementsLost() {
      listeners.forEach(InvalidationListener::announcementsLost);
    }
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

  /**
   * Lets calls fail by chance, some of them when the work is done already.
   *
   * @param probability for each call, 0..1
   */
  void failByChance(double probability) {
    chance = probability;
  }

  private void call() {
    calls.incrementAndGet();
    beforeEachCall.get().run();
    if (broken || ThreadLocalRandom.current().nextDouble() < chance / 2) {
      throw new IllegalStateException("the store is broken");
    }
  }

  private void answered() {
    if (ThreadLocalRandom.current().nextDouble() < chance / 2) {
      throw new IllegalStateException("the answer was lost");
    }
  }

  @Override
  public Optional<CacheEntry> get(CacheKey key) {
    call();
    Optional<CacheEntry> found = store.get(key);
    afterNextGet.getAndSet(() -> {}).run();
    answered();
    return found;
  }

  @Override
  public void put(CacheKey key, CacheEntry entry, Duration timeToLive) {
    call();
    store.put(key, entry, timeToLive);
    answered();
  }

  @Override
  public void invalidate(String source) {
    call();
    store.invalidate(source);
    answered();
  }

  @Override
  public Lease lease(CacheKey key, Duration atMost) {
    call();
    return faulty(store.lease(key, atMost));
  }

  @Override
  public EntryOrLease getOrLease(CacheKey key, Duration atMost) {
    call();
    EntryOrLease answer = store.getOrLease(key, atMost);
    afterNextGet.getAndSet(() -> {}).run();
    answered();
    return answer.lease().map(lease -> EntryOrLease.of(faulty(lease))).orElse(answer);
  }

  private Lease faulty(Lease lease) {
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
        Outcome outcome = lease.store(entry, timeToLive);
        answered();
        return outcome;
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
