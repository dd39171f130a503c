package io.github.imageresize.http;

import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import java.time.Duration;

/** How long clients and shared caches may keep a reply: the values of {@code Cache-Control}. */
final class CacheLifetimes {
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private static final Duration LONGEST_PROVISIONAL = Duration.ofSeconds(60);
  private static final String FAILURE = "public, max-age=60";

  private final String usual;
  private final String provisional;

  CacheLifetimes(Duration maxAge, Duration staleWhileRevalidate) {
    provisional = publicFor(shorter(maxAge, LONGEST_PROVISIONAL));
    usual =
        staleWhileRevalidate.isZero()
            ? publicFor(maxAge)
            : publicFor(maxAge) + ", stale-while-revalidate=" + staleWhileRevalidate.toSeconds();
  }

  /** For an image; one with a proven version never changes, one by a stand-in soon does. */
  String ofImage(ImageQuestion question, boolean madeByStandIn) {
    if (madeByStandIn) {
      return provisional;
    }
    return question.isImmutable() ? IMMUTABLE : usual;
  }

  /** For a failure: never long, and not at all where another node might decide otherwise. */
  String ofFailure(Reason reason, Basis basis) {
    boolean ofTheImage =
        switch (reason) {
          case SOURCE_NOT_FOUND,
              SOURCE_TOO_LARGE,
              RESULT_TOO_LARGE,
              UNSUPPORTED_IMAGE,
              CORRUPT_IMAGE ->
              true;
          case INVALID_REQUEST, FORBIDDEN, OVERLOADED, UNAVAILABLE, TIMEOUT -> false;
        };
    return ofTheImage && basis == Basis.ORIGINAL ? FAILURE : "no-store";
  }

  private static String publicFor(Duration maxAge) {
    return "public, max-age=" + maxAge.toSeconds();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
