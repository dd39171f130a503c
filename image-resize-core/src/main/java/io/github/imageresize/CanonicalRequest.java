package io.github.imageresize;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What decides the bytes of a result, but for the version of its original: the options that matter,
 * the original's path, and the engine that makes it. Two requests whose results have the same bytes
 * are equal here as far as that can be told without the original: options that cannot change the
 * bytes are left out, the device pixel ratio is multiplied in, and defaults are spelled out. Caches
 * keep results under it, and validators are made of it.
 *
 * <p>Immutable and thread-safe; equal by value. The text and the digest are made on first use, so
 * that a lookup in memory pays for neither.
 */
public final class CanonicalRequest {
  /** The version of the canonical text; raised when the same text would mean other bytes. */
  public static final int FORMAT_VERSION = 1;

  private final String source;
  private final CanonicalOptions options;
  private final String engine;
  private final int hash;
  private volatile @Nullable String text;
  private volatile @Nullable String digest;

  private CanonicalRequest(String source, CanonicalOptions options, String engine) {
    this.source = source;
    this.options = options;
    this.engine = engine;
    this.hash = 31 * (31 * source.hashCode() + options.hashCode()) + engine.hashCode();
  }

  /**
   * The canonical form of a request.
   *
   * @param request what is asked for
   * @param engine what makes it, as in {@link ResizeService#engine()}
   * @return the canonical form
   */
  public static CanonicalRequest of(ImageRequest request, String engine) {
    return new CanonicalRequest(request.source(), request.canonicalOptions(), engine);
  }

  /**
   * The original's path; all variants of one original have the same.
   *
   * @return the path as in the request
   */
  public String source() {
    return source;
  }

  /**
   * The canonical text, for people: versions of the text's format and of the engine, each option
   * that matters with its value, and last the original's path.
   *
   * @return such as {@code 1;local-1;fit=cover;w=300;h=200;position=center;...;source=a.jpg}
   */
  public String explain() {
    String known = text;
    if (known == null) {
      known = FORMAT_VERSION + ";" + engine + ";" + options + ";source=" + source;
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
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof CanonicalRequest that
            && hash == that.hash
            && source.equals(that.source)
            && options.equals(that.options)
            && engine.equals(that.engine));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return explain();
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
