package io.github.imageresize;

import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * For which failures of one engine another one is asked. By default for outages, overload, timeouts
 * and options that the engine can't do, and never for a verdict on the image or the request: an
 * engine that ran and died of an image says {@code UNAVAILABLE} or {@code TIMEOUT} with the basis
 * {@code ORIGINAL}, and what killed one engine is not handed to the next.
 *
 * <p>Immutable and thread-safe.
 */
public final class FallbackPolicy {
  /** What holds where nothing is set. */
  public static final FallbackPolicy DEFAULTS = builder().build();

  private final Map<Reason, Set<Basis>> handedOver;

  private FallbackPolicy(Builder builder) {
    handedOver = new EnumMap<>(Reason.class);
    builder.handedOver.forEach((reason, bases) -> handedOver.put(reason, EnumSet.copyOf(bases)));
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
   * Whether another engine is asked after a failure.
   *
   * @param reason why the first engine failed
   * @param basis on what that rests
   * @return true if the request is handed over
   */
  public boolean fallsBackOn(Reason reason, Basis basis) {
    return Objects.requireNonNull(handedOver.get(reason)).contains(basis);
  }

  boolean fallsBackOn(ImageResizeException failure) {
    return fallsBackOn(failure.reason(), failure.basis());
  }

  /** Whether a failure shows that the engine itself does not work: what a breaker counts. */
  static boolean isOutage(ImageResizeException failure) {
    boolean outOfWork =
        failure.reason() == Reason.UNAVAILABLE || failure.reason() == Reason.TIMEOUT;
    return outOfWork && failure.basis() != Basis.ORIGINAL;
  }

  /** Collects what is handed over. Not thread-safe. */
  public static final class Builder {
    private final Map<Reason, Set<Basis>> handedOver = new EnumMap<>(Reason.class);

    private Builder() {
      for (Reason reason : Reason.values()) {
        handedOver.put(reason, EnumSet.noneOf(Basis.class));
      }
      for (Reason outage : EnumSet.of(Reason.OVERLOADED, Reason.UNAVAILABLE, Reason.TIMEOUT)) {
        fallBackOn(outage, Basis.NODE).fallBackOn(outage, Basis.MOMENT);
      }
      // Such as one that a message of AWS Lambda has no room for: made here, it needs none.
      fallBackOn(Reason.RESULT_TOO_LARGE, Basis.NODE);
      // An option that this engine can't do.
      fallBackOn(Reason.INVALID_REQUEST, Basis.NODE);
    }

    /**
     * Hands a kind of failure over.
     *
     * @param reason why the first engine failed
     * @param basis on what that rests
     * @return this builder
     */
    public Builder fallBackOn(Reason reason, Basis basis) {
      Objects.requireNonNull(handedOver.get(reason)).add(Objects.requireNonNull(basis, "basis"));
      return this;
    }

    /**
     * Lets a kind of failure be the answer.
     *
     * @param reason why the first engine failed
     * @param basis on what that rests
     * @return this builder
     */
    public Builder failOn(Reason reason, Basis basis) {
      Objects.requireNonNull(handedOver.get(reason)).remove(Objects.requireNonNull(basis, "basis"));
      return this;
    }

    /**
     * Makes the policy; the builder may be used on.
     *
     * @return an immutable policy
     */
    public FallbackPolicy build() {
      return new FallbackPolicy(this);
    }
  }
}
