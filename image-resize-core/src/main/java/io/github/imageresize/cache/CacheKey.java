package io.github.imageresize.cache;

import io.github.imageresize.CanonicalRequest;
import io.github.imageresize.ImageRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a cached image is found by: the {@linkplain CanonicalRequest canonical form} of a request,
 * and of a result that shows another picture as its overlay, that picture's generation as well.
 *
 * <p>Immutable and thread-safe; equal by value. The text and the digest are made on first use, so
 * that a lookup in memory pays for neither.
 */
public final class CacheKey {
  /** Behind the engine's name, in which there is no semicolon. */
  private static final String OVERLAY_GENERATION = ";overlaygeneration=";

  private final CanonicalRequest request;
  private final String version;

  private CacheKey(CanonicalRequest request, String version) {
    this.request = request;
    this.version = version;
  }

  /**
   * The key of a request.
   *
   * @param request what is asked for
   * @param engine what makes it, as in {@link io.github.imageresize.ResizeService#engine()}
   * @return the key
   */
  public static CacheKey of(ImageRequest request, String engine) {
    return new CacheKey(CanonicalRequest.of(request, engine), request.version().orElse(""));
  }

  /** The key of a request whose overlay has not been invalidated since a generation began. */
  static CacheKey of(ImageRequest request, String engine, String overlayGeneration) {
    return of(request, engine + OVERLAY_GENERATION + overlayGeneration);
  }

  /**
   * The original's path; all variants of one original have the same.
   *
   * @return the path as in the request
   */
  public String source() {
    return request.source();
  }

  /** The version that the request names; empty if none. */
  String version() {
    return version;
  }

  /**
   * The canonical text of the key, for people.
   *
   * @return as in {@link CanonicalRequest#explain()}
   */
  public String explain() {
    return request.explain();
  }

  /**
   * The digest of {@link #explain()}, for stores with keys of bytes.
   *
   * @return as in {@link CanonicalRequest#digest()}
   */
  public String digest() {
    return request.digest();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof CacheKey that && request.equals(that.request));
  }

  @Override
  public int hashCode() {
    return request.hashCode();
  }

  @Override
  public String toString() {
    return explain();
  }
}
