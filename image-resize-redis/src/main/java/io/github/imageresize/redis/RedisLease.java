package io.github.imageresize.redis;

import io.github.imageresize.cache.CacheEntry;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.Lease;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;

/** The right to make an entry of one generation, or the news that another caller has it. */
final class RedisLease implements Lease {
  private final RedisLeases leases;
  private final CacheKey key;
  private final byte[] generation;
  private final byte[] token;
  private final byte[] presentHolder;
  private final boolean granted;
  private final AtomicBoolean held;

  /**
   * A lease as Redis answered it.
   *
   * @param token the caller's own, by which it gives back no lease but its own
   * @param presentHolder the token of whoever has the lease
   */
  RedisLease(
      RedisLeases leases,
      CacheKey key,
      byte[] generation,
      byte[] token,
      byte[] presentHolder,
      boolean granted) {
    this.leases = leases;
    this.key = key;
    this.generation = generation;
    this.token = token;
    this.presentHolder = presentHolder;
    this.granted = granted;
    this.held = new AtomicBoolean(granted);
  }

  @Override
  public boolean granted() {
    return granted;
  }

  @Override
  public String holder() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(presentHolder);
  }

  @Override
  public Outcome store(CacheEntry entry, Duration timeToLive) {
    if (!leases.store(this, entry, timeToLive)) {
      return Outcome.REFUSED;
    }
    held.set(false);
    return Outcome.ACCEPTED;
  }

  @Override
  public boolean renew(Duration leaseTime) {
    return leases.renew(this, leaseTime);
  }

  @Override
  public void close() {
    if (held.compareAndSet(true, false)) {
      leases.release(this);
    }
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
