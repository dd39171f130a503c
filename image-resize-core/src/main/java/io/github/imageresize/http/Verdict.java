package io.github.imageresize.http;

import io.github.imageresize.ImageRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SizePolicy} says of a URL: the request that is to be answered, or a refusal with a
 * text for the public that names what is allowed. An admission also says what the URL proves and
 * how far its answer may spread.
 *
 * <p>Immutable and thread-safe.
 */
public final class Verdict {
  private final @Nullable ImageRequest request;
  private final String refusal;
  private final boolean versionProven;
  private final @Nullable Instant end;
  private final boolean confidential;
  private final boolean bypass;

  private Verdict(
      @Nullable ImageRequest request,
      String refusal,
      boolean versionProven,
      @Nullable Instant end,
      boolean confidential,
      boolean bypass) {
    this.request = request;
    this.refusal = refusal;
    this.versionProven = versionProven;
    this.end = end;
    this.confidential = confidential;
    this.bypass = bypass;
  }

  /**
   * Admits a request.
   *
   * @param request what is to be answered: the target's own request, or what the policy makes of it
   * @return the admission, which proves nothing and may be shared without end
   */
  public static Verdict admit(ImageRequest request) {
    return new Verdict(Objects.requireNonNull(request, "request"), "", false, null, false, false);
  }

  /**
   * Refuses a URL; over HTTP the answer is 403.
   *
   * @param publicText one English sentence that names what is allowed, without anything private
   * @return the refusal
   */
  public static Verdict refuse(String publicText) {
    return new Verdict(
        null, Objects.requireNonNull(publicText, "publicText"), false, null, false, false);
  }

  /**
   * The same admission for a URL whose version is known to be the one of the original's present
   * bytes, because the host wrote or confirmed it. Only then is the reply to a URL with a version
   * immutable: the version that a stranger makes up may be that of tomorrow's bytes.
   *
   * @return a copy; a refusal stays as it is
   */
  public Verdict withProvenVersion() {
    return new Verdict(request, refusal, true, end, confidential, bypass);
  }

  /**
   * The same admission for a URL that ends: no cache may keep the reply longer.
   *
   * @param instant when the URL ends; the earlier one counts where there is one already
   * @return a copy; a refusal stays as it is
   */
  public Verdict until(Instant instant) {
    Instant earlier = end != null && end.isBefore(instant) ? end : instant;
    return new Verdict(request, refusal, versionProven, earlier, confidential, bypass);
  }

  /**
   * The same admission for this caller alone, as where the policy looks at the {@linkplain
   * RequestTarget#principal() principal}: the reply is {@code private}, so that no shared cache
   * hands it to others.
   *
   * @return a copy; a refusal stays as it is
   */
  public Verdict forThisCallerOnly() {
    return new Verdict(request, refusal, versionProven, end, true, bypass);
  }

  /**
   * The same admission for a caller whom the host trusts to have images made anew: {@code
   * Cache-Control: no-cache} then forgets everything that was made of the original before it is
   * answered. Of all others the field is ignored, since it costs work and the whole cache.
   *
   * @return a copy; a refusal stays as it is
   */
  public Verdict withBypass() {
    return new Verdict(request, refusal, versionProven, end, confidential, true);
  }

  /**
   * Whether the URL was admitted.
   *
   * @return false for a refusal
   */
  public boolean isAdmitted() {
    return request != null;
  }

  /**
   * The request that is to be answered.
   *
   * @return the request, or empty for a refusal
   */
  public Optional<ImageRequest> request() {
    return Optional.ofNullable(request);
  }

  /**
   * Why the URL was refused.
   *
   * @return one English sentence for the public, or empty for an admission
   */
  public Optional<String> refusal() {
    return request == null ? Optional.of(refusal) : Optional.empty();
  }

  /**
   * Whether the host vouches for the version in the URL.
   *
   * @return false by default
   */
  public boolean isVersionProven() {
    return versionProven;
  }

  /**
   * When the URL ends.
   *
   * @return the instant, or empty if it does not end
   */
  public Optional<Instant> end() {
    return Optional.ofNullable(end);
  }

  /**
   * Whether the reply is for this caller alone.
   *
   * @return false by default
   */
  public boolean isForThisCallerOnly() {
    return confidential;
  }

  /**
   * Whether the caller may have the image made anew.
   *
   * @return false by default
   */
  public boolean isBypassAllowed() {
    return bypass;
  }

  /** This admission with what another one adds to it. */
  Verdict joinedWith(Verdict later) {
    return new Verdict(
        later.request,
        later.refusal,
        versionProven || later.versionProven,
        later.end == null ? end : until(later.end).end,
        confidential || later.confidential,
        bypass || later.bypass);
  }

  /** The same admission of another request. */
  Verdict of(ImageRequest other) {
    return new Verdict(other, refusal, versionProven, end, confidential, bypass);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Verdict that
        && Objects.equals(request, that.request)
        && refusal.equals(that.refusal)
        && versionProven == that.versionProven
        && Objects.equals(end, that.end)
        && confidential == that.confidential
        && bypass == that.bypass;
  }

  @Override
  public int hashCode() {
    return Objects.hash(request, refusal, versionProven, end, confidential, bypass);
  }

  @Override
  public String toString() {
    if (request == null) {
      return "refused: " + refusal;
    }
    return "admitted: "
        + request
        + (versionProven ? ", version proven" : "")
        + (end == null ? "" : ", until " + end)
        + (confidential ? ", for this caller only" : "")
        + (bypass ? ", may bypass the cache" : "");
  }
}
