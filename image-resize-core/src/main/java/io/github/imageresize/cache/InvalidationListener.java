package io.github.imageresize.cache;

/**
 * Is told by a shared {@link CacheStore} what callers elsewhere invalidated, so that copies kept
 * nearer can be dropped. Best effort: an announcement may come late, twice, or never, so whoever
 * keeps copies also bounds their lifetime.
 *
 * <p>Methods are called on the store's own thread, must return at once and must not throw.
 * Implementations must be thread-safe.
 */
public interface InvalidationListener {

  /**
   * A source was invalidated, here or elsewhere.
   *
   * @param source the original's path, as in {@link CacheKey#source()}
   */
  void invalidated(String source);

  /**
   * Announcements may have been lost: after an interruption of the connection that brings them, or
   * where one could not be read. Any source may have been invalidated.
   */
  void announcementsLost();

  /** The bond between a store and a listener. */
  interface Subscription extends AutoCloseable {

    /** Ends the announcements; idempotent. One that is under way may still arrive. */
    @Override
    void close();
  }
}
