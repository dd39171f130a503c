package io.github.imageresize.cache;

import java.time.Duration;

/**
 * The answer of a {@link CacheStore} to a caller that missed: whether this caller should make the
 * entry, and the means to store it.
 *
 * <p>Thread-safe; {@link #close()} is idempotent.
 */
public interface Lease extends AutoCloseable {

  /** What a store says to a result. */
  enum Outcome {
    /**
     * The source was not invalidated between the lease and the storing, so the result is good for
     * everyone who asked before the storing began. It is stored, unless the store chose not to keep
     * it, for its size or any other reason of its own.
     */
    ACCEPTED,
    /** The source was invalidated since the lease was given; nothing was stored. */
    REFUSED,
    /**
     * Nobody can tell whether the source was invalidated: the store does not check it, was not
     * asked, or did not answer. The result is good only for those who asked before the work began.
     */
    NOT_KNOWN
  }

  /**
   * Whether this caller should make the entry. If not, another caller is at it: look again soon.
   *
   * @return true if granted
   */
  boolean granted();

  /**
   * Names the grant that stands at present, this lease's own or the one that was in its way, so
   * that a waiting caller can tell whether the same holder is still at work.
   *
   * @return a text that differs for each grant; empty if the store does not tell
   */
  default String holder() {
    return "";
  }

  /**
   * Stores the result, unless the source was invalidated since the lease was given. Allowed without
   * a grant and after the lease lapsed too, for a caller that made the entry all the same; not
   * after {@link #close()}.
   *
   * @param entry the entry
   * @param timeToLive after this the entry is gone; positive
   * @return what became of it
   */
  Outcome store(CacheEntry entry, Duration timeToLive);

  /**
   * Lets a granted lease last longer, since the work does. A lease that lapsed or was overtaken by
   * an invalidation stays so.
   *
   * <p>The default, for stores without coordination, has nothing to prolong and says so.
   *
   * @param leaseTime how long it lasts from now on; positive
   * @return false if the lease is not this caller's any more
   */
  default boolean renew(Duration leaseTime) {
    return false;
  }

  /**
   * Gives the lease back, so that another caller may be granted one at once. Does nothing to a
   * lease that lapsed and was granted to another caller.
   */
  @Override
  void close();
}
