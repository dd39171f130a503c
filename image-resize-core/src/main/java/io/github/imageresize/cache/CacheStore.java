package io.github.imageresize.cache;

import io.github.imageresize.ResizeListener;
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
   * @param leaseTime after this the lease lapses and another caller may be granted one; positive
   * @return the lease; to be closed by the caller
   */
  default Lease lease(CacheKey key, Duration leaseTime) {
    return new UncoordinatedLease(this, key);
  }

  /**
   * Gives the entry or, if there is none, a lease to make it: {@link #get} and {@link #lease} in
   * one step, for which a remote store needs one round trip. Never waits for the holder of another
   * lease.
   *
   * <p>The default asks for the lease first, so that no entry goes unseen which another caller
   * stores in between.
   *
   * @param key the key
   * @param leaseTime after this the lease lapses and another caller may be granted one; positive
   * @return the entry, or a lease to be closed by the caller
   */
  default EntryOrLease getOrLease(CacheKey key, Duration leaseTime) {
    Lease lease = lease(key, leaseTime);
    boolean handedOver = false;
    try {
      Optional<CacheEntry> entry = get(key);
      handedOver = entry.isEmpty();
      return handedOver ? EntryOrLease.of(lease) : EntryOrLease.of(entry.get());
    } finally {
      if (!handedOver) {
        lease.close();
      }
    }
  }

  /**
   * This store as one request sees it, whose operations together keep within a budget. The default,
   * for stores whose operations take no time to speak of, is this store itself. A store that {@link
   * #protectsItself} counts what its operations take by {@link StoreBudget#counting}, and begins
   * none once the budget {@linkplain StoreBudget#isSpent is spent}; for others the caching service
   * does.
   *
   * @param budget is shared by all operations of the request
   * @return a view that lives as long as the request
   */
  default CacheStore within(StoreBudget budget) {
    return this;
  }

  /**
   * Whether this store sees to it by itself that no operation takes long and that a place which
   * does not work is left alone for a while. A caching service then adds no protection of its own,
   * which would cut off what still works with what does not.
   *
   * @return false by default
   */
  default boolean protectsItself() {
    return false;
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

  /**
   * Asks to be told of what happens inside of the store, such as evictions and failures of one of
   * several tiers; what it throws to its caller is not reported here. The default reports nothing.
   *
   * @param listener is told until the subscription is closed, on a thread of its own
   * @return the subscription; to be closed by the caller
   */
  default InvalidationListener.Subscription addListener(ResizeListener listener) {
    return () -> {};
  }
}
