package io.github.imageresize.cache;

import java.time.Duration;
import java.util.Optional;

/** A store that has only what it must: no leases, so that it takes any result at any time. */
final class CarelessStore implements CacheStore {
  private final CacheStore store;

  CarelessStore(CacheStore store) {
    this.store = store;
  }

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
}
