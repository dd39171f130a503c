package io.github.imageresize.cache;

import java.time.Duration;

/** Passes every call on to another store's lease: the base of leases that change some of them. */
abstract class ForwardingLease implements Lease {
  private final Lease lease;

  ForwardingLease(Lease lease) {
    this.lease = lease;
  }

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
    return lease.store(entry, timeToLive);
  }

  @Override
  public boolean renew(Duration leaseTime) {
    return lease.renew(leaseTime);
  }

  @Override
  public void close() {
    lease.close();
  }
}
