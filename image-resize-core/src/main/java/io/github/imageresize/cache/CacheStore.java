package io.github.imageresize.cache;

import java.time.Duration;
import java.util.Optional;

/**
 * Keeps entries under keys. A store may lose any entry at any time; it must never give an entry
 * under another key, a damaged entry, or an entry of a source that was invalidated after the
 * entry's work began. What {@link #invalidate} promises holds from its return on, for every caller
 * of the same store.
 *
 * <p>Implementations are thread-safe. They may throw any unchecked exception when the place where
 * they keep entries does not work: a caching service then goes on without them.
 */
public interface CacheStore {

  /**
   * Looks an entry up.
   *
   * @param key the key
   * @return the entry, or empty if there is none, it expired, or its source was invalidated
   */
  Optional<CacheEntry> get(CacheKey key);

  /**
   * Stores an entry, in place of any earlier one. Callers whose work on the entry took any time use
   * {@link #lease} instead, which refuses an entry that was overtaken by an invalidation.
   *
   * @param key the key
   * @param entry the entry
   * @param timeToLive after this the entry is gone; positive
   */
  void put(CacheKey key, CacheEntry entry, Duration timeToLive);

  /**
   * Forgets every entry that was made of a source, in time that does not depend on their number,
   * refuses results of work that is under way, and lets a lease of each key be granted anew.
   *
   * @param source the original's path, as in {@link CacheKey#source()}
   * @throws RuntimeException if the store does not work; the entries may then still be given, and
   *     the caller should try again
   */
  void invalidate(String source);

  /**
   * Asks for the right and duty to make an entry ("Scaling Memcache at Facebook", NSDI 2013,
   * section 3.2.1). Never waits for the holder of another lease.
   *
   * <p>The default is without coordination: every request is granted and every result is stored.
   *
   * @param key the key that missed, or whose entry is to be refreshed
   * @param atMost after this the lease lapses and another caller may be granted one; positive
   * @return the lease; to be closed by the caller
   */
  default Lease lease(CacheKey key, Duration atMost) {
    return new UncoordinatedLease(this, key);
  }

  /**
   * Asks to be told of invalidations, those of other nodes above all. The default, for stores that
   * no other node shares, announces nothing. A store that does not work at present accepts the
   * listener all the same.
   *
   * @param listener is told until the subscription is closed or the store no longer works
   * @return the subscription; to be closed by the caller
   */
  default InvalidationListener.Subscription onInvalidation(InvalidationListener listener) {
    return () -> {};
  }
}
