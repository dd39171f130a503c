package io.github.imageresize.cache;

import io.github.imageresize.CanonicalOptions;
import io.github.imageresize.ImageRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a cached image is found by: the canonical form of a request, and the engine that makes it.
 * Two requests whose results have the same bytes have equal keys as far as that can be told without
 * the original: options that cannot change the bytes are left out, the device pixel ratio is
 * multiplied in, and defaults are spelled out.
 *
 * <p>Immutable and thread-safe; equal by value. The text and the digest are made on first use, so
 * that a lookup in memory pays for neither.
 */
public final class CacheKey {
  /** The version of the canonical text; raised when the same text would mean other bytes. */
  public static final int FORMAT_VERSION = 1;

  private final String source;
  private final String version;
  private final CanonicalOptions options;
  private final String engine;
  private final String overlayGeneration;
  private final int hash;
  private volatile @Nullable String text;
  private volatile @Nullable String digest;

  private CacheKey(
      String source,
      String version,
      CanonicalOptions options,
      String engine,
      String overlayGeneration) {
    this.source = source;
    this.version = version;
    this.options = options;
    this.engine = engine;
    this.overlayGeneration = overlayGeneration;
    int made = 31 * engine.hashCode() + overlayGeneration.hashCode();
    this.hash = 31 * (31 * source.hashCode() + options.hashCode()) + made;
  }

  /**
   * The key of a request.
   *
   * @param request what is asked for
   * @param engine what makes it, as in {@link io.github.imageresize.ResizeService#engine()}
   * @return the key
   */
  public static CacheKey of(ImageRequest request, String engine) {
    return of(request, engine, "");
  }

  /** The key of a request whose overlay has not been invalidated since a generation began. */
  static CacheKey of(ImageRequest request, String engine, String overlayGeneration) {
    return new CacheKey(
        request.source(),
        request.version().orElse(""),
        request.canonicalOptions(),
        engine,
        overlayGeneration);
  }

  /**
   * The original's path; all variants of one original have the same.
   *
   * @return the path as in the request
   */
  public String source() {
    return source;
  }

  /** The version that the request names; empty if none. */
  String version() {
    return version;
  }

  /**
   * The canonical text of the key, for people: versions of the key's format and of the engine, each
   * option that matters with its value, and last the original's path.
   *
   * @return such as {@code 1;local-1;fit=cover;w=300;h=200;position=center;...;source=a.jpg}
   */
  public String explain() {
    String known = text;
    if (known == null) {
      known = describe();
      text = known;
    }
    return known;
  }

  /**
   * The SHA-256 digest of {@link #explain()} in URL-safe Base64, for stores with keys of bytes.
   *
   * @return 43 characters of letters, digits, {@code -} and {@code _}
   */
  public String digest() {
    String known = digest;
    if (known == null) {
      known = sha256(explain());
      digest = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof CacheKey that
            && hash == that.hash
            && source.equals(that.source)
            && options.equals(that.options)
            && engine.equals(that.engine)
            && overlayGeneration.equals(that.overlayGeneration));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return explain();
  }

  private String describe() {
    StringBuilder out = new StringBuilder(160 + source.length());
    out.append(FORMAT_VERSION).append(';').append(engine).append(';').append(options);
    if (!overlayGeneration.isEmpty()) {
      out.append(";overlaygeneration=").append(overlayGeneration);
    }
    return out.append(";source=").append(source).toString();
  }

  private static String sha256(String text) {
    try {
      byte[] hashed =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hashed);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
