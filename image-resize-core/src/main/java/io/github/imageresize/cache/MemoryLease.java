package io.github.imageresize.cache;

import java.time.Duration;

/** A lease of a {@link MemoryCacheStore}: remembers the generation in which it was given. */
final class MemoryLease implements Lease {
  private final MemoryCacheStore memory;
  private final CacheKey key;
  private final Generation generation;
  private final Duration atMost;

  /** A lease that stands in the store's table for a time, or for zero one that does not. */
  MemoryLease(MemoryCacheStore memory, CacheKey key, Generation generation, Duration atMost) {
    this.memory = memory;
    this.key = key;
    this.generation = generation;
    this.atMost = atMost;
  }

  CacheKey key() {
    return key;
  }

  Duration atMost() {
    return atMost;
  }

  boolean isOvertaken() {
    return generation.isRetired();
  }

  @Override
  public boolean granted() {
    return !atMost.isZero();
  }

  @Override
  public Outcome store(CacheEntry entry, Duration timeToLive) {
    return memory.put(key, entry, timeToLive, generation);
  }

  @Override
  public void close() {
    if (granted()) {
      memory.release(this);
    }
  }
}
