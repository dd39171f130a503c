package io.github.imageresize.cache;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long results are kept. Within its soft lifetime an image is served without further ado; from
 * then until the end of its hard lifetime it is still served, and one caller in the background asks
 * the source whether it changed. Failures are kept as long as {@link
 * ImageResizeException.Reason#negativeLifetime()} says.
 *
 * <p>Immutable and thread-safe.
 */
public final class CacheLifetimes {
  /** The lifetimes that hold where none are set. */
  public static final CacheLifetimes DEFAULTS = builder().build();

  private final Duration fresh;
  private final Duration usable;
  private final Duration provisional;
  private final Duration refreshRetry;

  private CacheLifetimes(Builder builder) {
    fresh = builder.fresh;
    usable = builder.usable;
    provisional = builder.provisional;
    refreshRetry = builder.refreshRetry;
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
   * The soft lifetime.
   *
   * @return 10 minutes by default
   */
  public Duration fresh() {
    return fresh;
  }

  /**
   * The hard lifetime; the only one of a request with a {@linkplain ImageRequest#version()
   * version}, whose original never changes.
   *
   * @return 7 days by default
   */
  public Duration usable() {
    return usable;
  }

  /**
   * The lifetime of a {@linkplain ResizedImage#isProvisional() provisional} image.
   *
   * @return 1 minute by default
   */
  public Duration provisional() {
    return provisional;
  }

  /**
   * How long a source is left alone after a refresh of one of its images failed.
   *
   * @return 30 seconds by default
   */
  public Duration refreshRetry() {
    return refreshRetry;
  }

  CacheEntry entry(ImageRequest request, ResizedImage image, Instant now) {
    if (image.isProvisional()) {
      Instant until = now.plus(provisional);
      return CacheEntry.ofImage(image, until, until);
    }
    Duration soft = request.version().isPresent() ? usable : fresh;
    return CacheEntry.ofImage(image, now.plus(soft), now.plus(usable));
  }

  Optional<CacheEntry> entry(ImageResizeException failure, Instant now) {
    return failure
        .reason()
        .negativeLifetime()
        .map(lifetime -> CacheEntry.ofFailure(failure, now.plus(lifetime)));
  }

  /** Collects lifetimes; every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private Duration fresh = Duration.ofMinutes(10);
    private Duration usable = Duration.ofDays(7);
    private Duration provisional = Duration.ofMinutes(1);
    private Duration refreshRetry = Duration.ofSeconds(30);

    private Builder() {}

    /**
     * Sets the soft lifetime.
     *
     * @param value positive, at most 3650 days
     * @return this builder
     */
    public Builder fresh(Duration value) {
      fresh = lifetime("fresh", value);
      return this;
    }

    /**
     * Sets the hard lifetime.
     *
     * @param value positive, at most 3650 days
     * @return this builder
     */
    public Builder usable(Duration value) {
      usable = lifetime("usable", value);
      return this;
    }

    /**
     * Sets the lifetime of provisional images.
     *
     * @param value positive, at most 3650 days
     * @return this builder
     */
    public Builder provisional(Duration value) {
      provisional = lifetime("provisional", value);
      return this;
    }

    /**
     * Sets how long a source is left alone after a refresh failed.
     *
     * @param value positive, at most 3650 days
     * @return this builder
     */
    public Builder refreshRetry(Duration value) {
      refreshRetry = lifetime("refreshRetry", value);
      return this;
    }

    /**
     * Makes the lifetimes; the builder may be used on.
     *
     * @return immutable lifetimes
     * @throws IllegalArgumentException if the soft lifetime is longer than the hard one
     */
    public CacheLifetimes build() {
      if (fresh.compareTo(usable) > 0) {
        throw new IllegalArgumentException(
            "fresh must be at most usable, " + usable + ", but is " + fresh);
      }
      return new CacheLifetimes(this);
    }

    private static Duration lifetime(String field, Duration value) {
      Require.positive(field, value);
      if (value.compareTo(Duration.ofDays(3650)) > 0) {
        throw new IllegalArgumentException(field + " must be at most 3650 days, but is " + value);
      }
      return value;
    }
  }
}
