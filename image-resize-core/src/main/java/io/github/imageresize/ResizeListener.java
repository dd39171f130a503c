package io.github.imageresize;

import java.time.Duration;

/**
 * Is told what happens, for metrics and logs. Methods are called on the working thread and should
 * return at once; what they throw is logged and otherwise ignored.
 *
 * <p>Implementations must be thread-safe.
 */
public interface ResizeListener {
  /** Ignores everything. */
  ResizeListener NONE = new ResizeListener() {};

  /**
   * A listener that passes everything on and keeps its promise to the caller: what the given one
   * throws is logged and otherwise ignored.
   *
   * @param listener is told
   * @return a listener that throws no {@link RuntimeException}
   */
  static ResizeListener shielded(ResizeListener listener) {
    return listener == NONE || listener instanceof ShieldedListener
        ? listener
        : new ShieldedListener(listener);
  }

  /** What a look into the cache found. */
  enum CacheOutcome {
    /** An entry within its soft lifetime. */
    HIT,
    /** An entry past its soft lifetime; it is served and a refresh is under way. */
    STALE,
    /** A remembered failure. */
    NEGATIVE_HIT,
    /** Nothing. */
    MISS
  }

  /**
   * A look into the cache came back.
   *
   * @param request what was asked for
   * @param outcome what was found
   */
  default void lookedUp(ImageRequest request, CacheOutcome outcome) {}

  /**
   * An image was made.
   *
   * @param request what was asked for
   * @param image the result; its origin tells where it was made
   * @param took the time from the request to the engine until its answer
   */
  default void made(ImageRequest request, ResizedImage image, Duration took) {}

  /**
   * An image could not be made.
   *
   * @param request what was asked for
   * @param failure why
   */
  default void failed(ImageRequest request, ImageResizeException failure) {}

  /**
   * An engine could not answer and the next one was asked.
   *
   * @param request what was asked for
   * @param failure why the first engine failed
   */
  default void fellBack(ImageRequest request, ImageResizeException failure) {}

  /**
   * The cache store failed; the request went on without it.
   *
   * @param operation such as {@code get} or {@code put}
   * @param failure what the store threw
   */
  default void storeFailed(String operation, Throwable failure) {}
}
