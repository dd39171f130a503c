package io.github.imageresize.cache;

import java.time.Duration;

/** The lease of a store whose callers know nothing of each other, nor of invalidations. */
record UncoordinatedLease(CacheStore store, CacheKey key) implements Lease {

  @Override
  public boolean granted() {
    return true;
  }

  @Override
  public Outcome store(CacheEntry entry, Duration timeToLive) {
    store.put(key, entry, timeToLive);
    return Outcome.NOT_KNOWN;
  }

  @Override
  public void close() {}
}
