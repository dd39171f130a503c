package io.github.imageresize.cache;

import static io.github.imageresize.ImageResizeException.Reason.CORRUPT_IMAGE;
import static io.github.imageresize.ImageResizeException.Reason.FORBIDDEN;
import static io.github.imageresize.ImageResizeException.Reason.INVALID_REQUEST;
import static io.github.imageresize.ImageResizeException.Reason.OVERLOADED;
import static io.github.imageresize.ImageResizeException.Reason.RESULT_TOO_LARGE;
import static io.github.imageresize.ImageResizeException.Reason.SOURCE_NOT_FOUND;
import static io.github.imageresize.ImageResizeException.Reason.SOURCE_TOO_LARGE;
import static io.github.imageresize.ImageResizeException.Reason.TIMEOUT;
import static io.github.imageresize.ImageResizeException.Reason.UNAVAILABLE;
import static io.github.imageresize.ImageResizeException.Reason.UNSUPPORTED_IMAGE;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.internal.argument.Require;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long results are kept. Within its soft lifetime an image is served without further ado; from
 * then until the end of its hard lifetime it is still served, and one caller in the background asks
 * the source whether it changed. Both are spread: each may be up to {@value #JITTER_PERCENT} %
 * shorter.
 *
 * <p>Failures are kept by reason and {@linkplain Basis basis}. What rests on the original is kept
 * in the store, for all nodes. What rests on a node is remembered by that node alone, and what
 * rests on the moment too, once it has repeated; neither outlives an invalidation of its source
 * through this node. The defaults:
 *
 * <table>
 *   <caption>How long failures are remembered</caption>
 *   <tr><th>reason</th><th>original</th><th>node</th><th>moment</th></tr>
 *   <tr><td>source not found</td><td>1 min</td><td>1 min</td><td>30 s</td></tr>
 *   <tr><td>source or result too large, unsupported, corrupt</td>
 *       <td>1 h</td><td>5 min</td><td>30 s</td></tr>
 *   <tr><td>unavailable</td><td>1 min</td><td>1 min</td><td>10 s</td></tr>
 *   <tr><td>timeout</td><td>1 min</td><td>1 min</td><td>30 s</td></tr>
 *   <tr><td>invalid request, forbidden, overloaded</td><td>-</td><td>-</td><td>-</td></tr>
 * </table>
 *
 * <p>Immutable and thread-safe.
 */
public final class CacheLifetimes {
  /**
   * By how much the clocks of nodes that share a cache may differ without effect but that entries
   * are fresh for so much longer or shorter. Beyond it a node asks the source more often than it
   * would have to, at most once in {@link #refreshRetry} for an image, and may not see failures
   * that others remember. It serves nothing for longer: stores count hard lifetimes by themselves.
   */
  public static final Duration TOLERATED_SKEW = Duration.ofMinutes(1);

  /** By how much of itself a lifetime may be shorter, so that not all ends that began together. */
  public static final int JITTER_PERCENT = 10;

  private static final Duration SHORTEST_MOMENT = Duration.ofSeconds(10);
  private static final Duration LONGEST_MOMENT = Duration.ofSeconds(60);

  /** The lifetimes that hold where none are set. */
  public static final CacheLifetimes DEFAULTS = builder().build();

  private final Duration fresh;
  private final Duration usable;
  private final Duration provisional;
  private final Duration refreshRetry;
  private final Map<Basis, Map<Reason, Duration>> failures = new EnumMap<>(Basis.class);

  private CacheLifetimes(Builder builder) {
    fresh = builder.fresh;
    usable = builder.usable;
    provisional = builder.provisional;
    refreshRetry = builder.refreshRetry;
    builder.failures.forEach((basis, byReason) -> failures.put(basis, new EnumMap<>(byReason)));
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
    Instant hard = now.plus(spread(usable));
    Instant soft = request.version().isPresent() ? hard : now.plus(spread(fresh));
    return CacheEntry.ofImage(image, soft.isAfter(hard) ? hard : soft, hard);
  }

  /**
   * Whether the soft lifetime of an entry goes on. One that would end later than any that begins
   * now was written by a clock that is ahead, and is not believed.
   */
  boolean isFresh(CacheEntry entry, ImageRequest request, Instant now) {
    Duration most = request.version().isPresent() ? usable : fresh;
    return entry.isFresh(now) && !entry.isFresh(now.plus(most).plus(TOLERATED_SKEW));
  }

  private static Duration spread(Duration lifetime) {
    long millis = lifetime.toMillis();
    double less = ThreadLocalRandom.current().nextDouble() * JITTER_PERCENT / 100;
    return lifetime.minusMillis((long) (millis * less));
  }

  /**
   * How long a failure is remembered. What rests on the moment is never remembered for longer than
   * {@link #provisional()}.
   *
   * @param reason why the request failed
   * @param basis on what that rests
   * @return the lifetime, zero for a failure that is not remembered
   */
  public Duration failure(Reason reason, Basis basis) {
    Map<Reason, Duration> byReason = Objects.requireNonNull(failures.get(basis));
    Duration set = Objects.requireNonNull(byReason.get(reason));
    return basis == Basis.MOMENT && provisional.compareTo(set) < 0 ? provisional : set;
  }

  /** What all nodes may rely on; empty for a failure that is not to be stored. */
  Optional<CacheEntry> entry(ImageResizeException failure, Instant now) {
    return failure.basis() == Basis.ORIGINAL ? anyEntry(failure, now) : Optional.empty();
  }

  /** The same for a failure of whatever basis; not for a store that nodes share. */
  Optional<CacheEntry> anyEntry(ImageResizeException failure, Instant now) {
    Duration lifetime = failure(failure.reason(), failure.basis());
    return lifetime.isZero()
        ? Optional.empty()
        : Optional.of(CacheEntry.ofFailure(failure, now.plus(lifetime)));
  }

  /** Collects lifetimes; every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private Duration fresh = Duration.ofMinutes(10);
    private Duration usable = Duration.ofDays(7);
    private Duration provisional = Duration.ofMinutes(1);
    private Duration refreshRetry = Duration.ofSeconds(30);
    private final Map<Basis, Map<Reason, Duration>> failures = new EnumMap<>(Basis.class);

    private Builder() {
      Duration brief = Duration.ofMinutes(1);
      Duration moment = Duration.ofSeconds(30);
      for (Basis basis : Basis.values()) {
        failures.put(basis, new EnumMap<>(Reason.class));
      }
      for (Reason notOfTheImage : List.of(INVALID_REQUEST, FORBIDDEN, OVERLOADED)) {
        failure(notOfTheImage, Duration.ZERO, Duration.ZERO, Duration.ZERO);
      }
      failure(SOURCE_NOT_FOUND, brief, brief, moment);
      for (Reason refusal :
          List.of(SOURCE_TOO_LARGE, RESULT_TOO_LARGE, UNSUPPORTED_IMAGE, CORRUPT_IMAGE)) {
        failure(refusal, Duration.ofHours(1), Duration.ofMinutes(5), moment);
      }
      failure(UNAVAILABLE, brief, brief, SHORTEST_MOMENT);
      failure(TIMEOUT, brief, brief, moment);
    }

    private void failure(Reason reason, Duration original, Duration node, Duration moment) {
      failure(reason, Basis.ORIGINAL, original);
      failure(reason, Basis.NODE, node);
      failure(reason, Basis.MOMENT, moment);
    }

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
     * Sets how long a failure is remembered.
     *
     * @param reason why a request failed
     * @param basis on what that rests
     * @param value zero for a failure that is not to be remembered; else positive and at most 3650
     *     days, and for {@link Basis#MOMENT} 10 to 60 s
     * @return this builder
     */
    public Builder failure(Reason reason, Basis basis, Duration value) {
      if (!value.isZero()) {
        lifetime("failure", value);
      }
      boolean brief = basis == Basis.MOMENT && !value.isZero();
      boolean moment =
          value.compareTo(SHORTEST_MOMENT) >= 0 && value.compareTo(LONGEST_MOMENT) <= 0;
      Require.that(
          !brief || moment, "failure", "be zero or 10 to 60 s where it rests on the moment", value);
      Objects.requireNonNull(failures.get(basis)).put(reason, value);
      return this;
    }

    /**
     * Makes the lifetimes; the builder may be used on.
     *
     * @return immutable lifetimes
     * @throws IllegalArgumentException if the soft lifetime is longer than the hard one
     */
    public CacheLifetimes build() {
      Require.that(fresh.compareTo(usable) <= 0, "fresh", "be at most usable, " + usable, fresh);
      return new CacheLifetimes(this);
    }

    private static Duration lifetime(String field, Duration value) {
      Require.positive(field, value);
      Require.that(
          value.compareTo(Duration.ofDays(3650)) <= 0, field, "be at most 3650 days", value);
      return value;
    }
  }
}
