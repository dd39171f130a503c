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
  private final byte[] token;
  private final boolean granted;
  private final AtomicBoolean held;

  RedisLease(
      RedisCacheStore store, CacheKey key, byte[] generation, byte[] token, boolean granted) {
    this.store = store;
    this.key = key;
    this.generation = generation;
    this.token = token;
    this.granted = granted;
    this.held = new AtomicBoolean(granted);
  }

  @Override
  public boolean granted() {
    return granted;
  }

  @Override
  public Outcome store(CacheEntry entry, Duration timeToLive) {
    return store.store(this, entry, timeToLive);
  }

  @Override
  public boolean renew(Duration atMost) {
    return held.get() && store.renew(this, atMost);
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

  byte[] token() {
    return token;
  }
}
