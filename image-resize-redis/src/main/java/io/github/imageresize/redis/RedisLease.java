package io.github.imageresize.redis;

import io.github.imageresize.cache.CacheEntry;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.Lease;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to make an entry of one generation. What Redis holds for it is the generation and a
 * token of the holder, so that a lapsed lease never takes away another's.
 */
final class RedisLease implements Lease {
  private final RedisCacheStore store;
  private final CacheKey key;
  private final byte[] generation;
  private final byte[] holder;
  private final boolean granted;
  private final AtomicBoolean held;

  RedisLease(
      RedisCacheStore store, CacheKey key, byte[] generation, byte[] holder, boolean granted) {
    this.store = store;
    this.key = key;
    this.generation = generation;
    this.holder = holder;
    this.granted = granted;
    this.held = new AtomicBoolean(granted);
  }

  @Override
  public boolean granted() {
    return granted;
  }

  @Override
  public boolean store(CacheEntry entry, Duration timeToLive) {
    return store.store(this, entry, timeToLive);
  }

  @Override
  public void close() {
    if (held.compareAndSet(true, false)) {
      store.release(this);
    }
  }

  /** Redis has given the lease back already. */
  void released() {
    held.set(false);
  }

  CacheKey key() {
    return key;
  }

  byte[] generation() {
    return generation;
  }

  byte[] holder() {
    return holder;
  }
}
