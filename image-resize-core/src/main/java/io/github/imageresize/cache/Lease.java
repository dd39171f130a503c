package io.github.imageresize.cache;

import java.time.Duration;

/**
 * The answer of a {@link CacheStore} to a caller that missed: whether this caller should make the
 * entry, and the means to store it.
 *
 * <p>Thread-safe; {@link #close()} is idempotent.
 */
public interface Lease extends AutoCloseable {

  /**
   * Whether this caller should make the entry. If not, another caller is at it: look again soon.
   *
   * @return true if granted
   */
  boolean granted();

  /**
   * Stores the result, unless the source was invalidated since the lease was given. Allowed without
   * a grant and after the lease lapsed too, for a caller that made the entry all the same; not
   * after {@link #close()}.
   *
   * @param entry the entry
   * @param timeToLive after this the entry is gone; positive
   * @return false if refused, since the source was invalidated; true otherwise, also if the store
   *     chose not to keep the entry, for its size or any other reason
   */
  boolean store(CacheEntry entry, Duration timeToLive);

  /**
   * Gives the lease back, so that another caller may be granted one at once. Does nothing to a
   * lease that lapsed and was granted to another caller.
   */
  @Override
  void close();
}
