package io.github.imageresize.cache;

import java.time.Duration;

/** Stands for the lease of a store that does not answer: everyone may work, nothing is kept. */
enum AbsentLease implements Lease {
  INSTANCE;

  @Override
  public boolean granted() {
    return true;
  }

  @Override
  public Outcome store(CacheEntry entry, Duration timeToLive) {
    return Outcome.NOT_KNOWN;
  }

  @Override
  public void close() {}
}
