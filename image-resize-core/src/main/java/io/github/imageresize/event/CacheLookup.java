package io.github.imageresize.event;

import io.github.imageresize.ImageRequest;
import java.util.Objects;
import java.util.Optional;

/** A look into the cache came back. Immutable. */
public final class CacheLookup {
  /** What was found. */
  public enum Outcome {
    /** An image within its soft lifetime. */
    HIT,
    /** An image past its soft lifetime; it is served and a refresh is under way. */
    STALE,
    /** A remembered failure. */
    NEGATIVE_HIT,
    /** Nothing. */
    MISS
  }

  /** Where it was found. */
  public enum Tier {
    /** This process's own memory. */
    MEMORY,
    /** A store outside of this process. */
    SHARED
  }

  private final ImageRequest request;
  private final Outcome outcome;
  private final Optional<Tier> tier;

  private CacheLookup(ImageRequest request, Outcome outcome, Optional<Tier> tier) {
    this.request = Objects.requireNonNull(request, "request");
    this.outcome = Objects.requireNonNull(outcome, "outcome");
    this.tier = tier;
  }

  /**
   * A look that found nothing.
   *
   * @param request what was asked for
   * @return the event
   */
  public static CacheLookup miss(ImageRequest request) {
    return new CacheLookup(request, Outcome.MISS, Optional.empty());
  }

  /**
   * A look that found something.
   *
   * @param request what was asked for
   * @param outcome what was found
   * @param tier where
   * @return the event
   */
  public static CacheLookup found(ImageRequest request, Outcome outcome, Tier tier) {
    return new CacheLookup(request, outcome, Optional.of(tier));
  }

  /**
   * What was asked for.
   *
   * @return the request
   */
  public ImageRequest request() {
    return request;
  }

  /**
   * What was found.
   *
   * @return the outcome
   */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * Where it was found.
   *
   * @return the tier, or empty for a miss
   */
  public Optional<Tier> tier() {
    return tier;
  }
}
