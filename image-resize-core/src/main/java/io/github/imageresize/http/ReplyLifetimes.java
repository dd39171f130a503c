package io.github.imageresize.http;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.internal.argument.Require;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long browsers and shared caches may keep replies: the values of {@code Cache-Control} (RFC
 * 9111, RFC 5861, RFC 8246).
 *
 * <ul>
 *   <li>An image whose version is {@linkplain Verdict#isVersionProven() proven} is immutable for a
 *       year, whatever is set here.
 *   <li>One that is only provisional, or past the soft lifetime of the cache that it comes from, is
 *       kept for a minute at most.
 *   <li>Under a URL that ends, nothing is kept longer than that.
 *   <li>Failures of the original are kept for as long as is set here for their reason; all others
 *       are not kept.
 * </ul>
 *
 * <p>Immutable and thread-safe.
 */
public final class ReplyLifetimes {
  private static final String IMMUTABLE = "max-age=31536000, immutable";
  private static final Duration LONGEST_PROVISIONAL = Duration.ofSeconds(60);

  /** An hour, then for a day while it is asked for anew or can't be had; failures for a minute. */
  public static final ReplyLifetimes DEFAULTS = builder().build();

  private final Duration maxAge;
  private final String usual;
  private final String brief;
  private final Map<Reason, String> failures = new EnumMap<>(Reason.class);

  private ReplyLifetimes(Builder builder) {
    maxAge = builder.maxAge;
    String extensions =
        extension("stale-while-revalidate", builder.staleWhileRevalidate)
            + extension("stale-if-error", builder.staleIfError);
    Duration shared = builder.sharedMaxAge;
    usual =
        maxAge(builder.maxAge)
            + (shared == null ? "" : ", s-maxage=" + shared.toSeconds())
            + extensions;
    brief = maxAge(shorter(builder.maxAge, LONGEST_PROVISIONAL));
    builder.failures.forEach(
        (reason, lifetime) -> {
          if (!lifetime.isZero()) {
            failures.put(reason, maxAge(lifetime));
          }
        });
  }

  /**
   * Starts with the defaults.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * For an image.
   *
   * @param brief whether a better one is soon to be had
   * @param untilEnd how long the URL still works; null if it does not end
   */
  String ofImage(ImageQuestion question, boolean brief, @Nullable Duration untilEnd) {
    String scope = question.verdict().isForThisCallerOnly() ? "private, " : "public, ";
    if (untilEnd != null) {
      Duration longest = brief ? shorter(maxAge, LONGEST_PROVISIONAL) : maxAge;
      return scope + maxAge(shorter(longest, untilEnd));
    }
    if (brief) {
      return scope + this.brief;
    }
    return scope + (question.isImmutable() ? IMMUTABLE : usual);
  }

  /** For a failure: not at all where another node might decide otherwise. */
  String ofFailure(ImageResizeException failure) {
    String kept = lifetimeOf(failure);
    return kept == null ? "no-store" : "public, " + kept;
  }

  /** The same for what was admitted: what one caller alone may ask for, others are not told of. */
  String ofFailure(ImageQuestion question, ImageResizeException failure) {
    String kept = lifetimeOf(failure);
    return kept != null && question.verdict().isForThisCallerOnly()
        ? "private, " + kept
        : ofFailure(failure);
  }

  private @Nullable String lifetimeOf(ImageResizeException failure) {
    return failure.basis() == Basis.ORIGINAL ? failures.get(failure.reason()) : null;
  }

  private static String extension(String name, Duration lifetime) {
    return lifetime.isZero() ? "" : ", " + name + "=" + lifetime.toSeconds();
  }

  private static String maxAge(Duration lifetime) {
    return "max-age=" + Math.max(0, lifetime.toSeconds());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Collects lifetimes. Every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private static final Duration FAILURE = Duration.ofMinutes(1);

    private Duration maxAge = Duration.ofHours(1);
    private @Nullable Duration sharedMaxAge;
    private Duration staleWhileRevalidate = Duration.ofDays(1);
    private Duration staleIfError = Duration.ofDays(1);
    private final Map<Reason, Duration> failures = new EnumMap<>(Reason.class);

    private Builder() {
      for (Reason reason : Reason.values()) {
        if (ofTheImage(reason)) {
          failures.put(reason, FAILURE);
        }
      }
    }

    /**
     * Sets how long anyone may use an image without asking again: {@code max-age}.
     *
     * @param lifetime zero or more, in whole seconds; one hour by default
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder maxAge(Duration lifetime) {
      maxAge = Require.notNegative("maxAge", lifetime);
      return this;
    }

    /**
     * Sets how long shared caches may use an image, where that is not as long as browsers: {@code
     * s-maxage}. Long where the cache is purged when an original changes.
     *
     * @param lifetime zero or more, in whole seconds; as {@link #maxAge} by default
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder sharedMaxAge(Duration lifetime) {
      sharedMaxAge = Require.notNegative("sharedMaxAge", lifetime);
      return this;
    }

    /**
     * Sets how long after that an image may still be used while it is asked for anew: {@code
     * stale-while-revalidate} (RFC 5861, section 3).
     *
     * @param lifetime zero or more, in whole seconds; one day by default
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder staleWhileRevalidate(Duration lifetime) {
      staleWhileRevalidate = Require.notNegative("staleWhileRevalidate", lifetime);
      return this;
    }

    /**
     * Sets how long after that an image may still be used where asking for it anew fails: {@code
     * stale-if-error} (RFC 5861, section 4).
     *
     * @param lifetime zero or more, in whole seconds; one day by default
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder staleIfError(Duration lifetime) {
      staleIfError = Require.notNegative("staleIfError", lifetime);
      return this;
    }

    /**
     * Sets how long a failure of an original may be kept.
     *
     * @param reason one that lies in the original or in what is asked of it
     * @param lifetime zero or more, in whole seconds; zero for not at all; a minute by default
     * @return this builder
     * @throws IllegalArgumentException if it is negative or failures of that reason pass by
     *     themselves or are the client's
     */
    public Builder failure(Reason reason, Duration lifetime) {
      Require.that(
          ofTheImage(reason),
          "reason",
          "be one of the original's, as other failures must not be kept",
          reason);
      failures.put(reason, Require.notNegative("failure", lifetime));
      return this;
    }

    /**
     * Makes the lifetimes.
     *
     * @return the lifetimes
     */
    public ReplyLifetimes build() {
      return new ReplyLifetimes(this);
    }

    private static boolean ofTheImage(Reason reason) {
      return switch (reason) {
        case SOURCE_NOT_FOUND,
            SOURCE_TOO_LARGE,
            RESULT_TOO_LARGE,
            UNSUPPORTED_IMAGE,
            CORRUPT_IMAGE ->
            true;
        case INVALID_REQUEST, FORBIDDEN, OVERLOADED, UNAVAILABLE, TIMEOUT -> false;
      };
    }
  }
}
