package io.github.imageresize.cache;

import io.github.imageresize.internal.argument.Require;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A lease of a {@link MemoryCacheStore}: remembers the generation in which it was given, and the
 * time at which it ends.
 */
final class MemoryLease implements Lease {
  private static final AtomicLong GRANTS = new AtomicLong();

  private final MemoryCacheStore memory;
  private final CacheKey key;
  private final Generation generation;
  private final String holder;
  private final boolean granted;
  private volatile long endsAt;

  private MemoryLease(
      MemoryCacheStore memory,
      CacheKey key,
      Generation generation,
      String holder,
      boolean granted,
      long endsAt) {
    this.memory = memory;
    this.key = key;
    this.generation = generation;
    this.holder = holder;
    this.granted = granted;
    this.endsAt = endsAt;
  }

  static MemoryLease granted(
      MemoryCacheStore memory, CacheKey key, Generation generation, long endsAt) {
    String holder = Long.toString(GRANTS.incrementAndGet());
    return new MemoryLease(memory, key, generation, holder, true, endsAt);
  }

  static MemoryLease notGranted(
      MemoryCacheStore memory, CacheKey key, Generation generation, String holder) {
    return new MemoryLease(memory, key, generation, holder, false, 0);
  }

  CacheKey key() {
    return key;
  }

  long endsAt() {
    return endsAt;
  }

  void endsAt(long nanos) {
    endsAt = nanos;
  }

  boolean isOvertaken() {
    return generation.isRetired();
  }

  @Override
  public boolean granted() {
    return granted;
  }

  @Override
  public String holder() {
    return holder;
  }

  @Override
  public Outcome store(CacheEntry entry, Duration timeToLive) {
    return memory.put(key, entry, timeToLive, generation);
  }

  /** The same until a moment, not for a time: what was read long ago ends the sooner. */
  Outcome storeUntil(long nanos, CacheEntry entry) {
    return memory.putUntil(nanos, key, entry, generation);
  }

  @Override
  public boolean renew(Duration leaseTime) {
    return granted && memory.renew(this, Require.positive("leaseTime", leaseTime));
  }

  @Override
  public void close() {
    if (granted) {
      memory.release(this);
    }
  }
}
