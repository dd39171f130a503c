package io.github.imageresize.cache;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.Position;
import io.github.imageresize.RgbaColor;
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

  private static final int DEFAULT_QUALITY = 80;

  private final ImageRequest canonical;
  private final String engine;
  private final int hash;
  private volatile @Nullable String text;
  private volatile @Nullable String digest;

  private CacheKey(ImageRequest canonical, String engine) {
    this.canonical = canonical;
    this.engine = engine;
    this.hash = 31 * canonical.hashCode() + engine.hashCode();
  }

  /**
   * The key of a request.
   *
   * @param request what is asked for
   * @param engine what makes it, as in {@link io.github.imageresize.ResizeService#engine()}
   * @return the key
   */
  public static CacheKey of(ImageRequest request, String engine) {
    return new CacheKey(canonical(request), engine);
  }

  /**
   * The original's path; all variants of one original have the same.
   *
   * @return the path as in the request
   */
  public String source() {
    return canonical.source();
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
            && engine.equals(that.engine)
            && canonical.equals(that.canonical));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return explain();
  }

  private static ImageRequest canonical(ImageRequest request) {
    ImageRequest.Builder builder = ImageRequest.builder(request.source());
    request.boxWidth().ifPresent(builder::width);
    request.boxHeight().ifPresent(builder::height);
    boolean box = request.boxWidth().isPresent() && request.boxHeight().isPresent();
    boolean resized = request.boxWidth().isPresent() || request.boxHeight().isPresent();
    Fit fit = box ? request.fit() : Fit.INSIDE;
    builder.fit(fit);
    boolean positioned = fit == Fit.COVER || fit == Fit.CONTAIN;
    builder.position(positioned ? request.position() : Position.CENTER);
    request.crop().ifPresent(builder::crop);
    builder.enlarge(resized && request.enlarge());
    builder.flip(request.flip());
    builder.rotation(request.rotation());
    @Nullable ImageFormat format = request.format().orElse(null);
    if (format != null) {
      builder.format(format);
    }
    if (format == null || format.hasQuality()) {
      builder.quality(request.quality().orElse(DEFAULT_QUALITY));
    }
    background(request, fit, format, builder);
    request.version().ifPresent(builder::version);
    builder.keepCopyright(request.keepCopyright());
    return builder.build();
  }

  private static void background(
      ImageRequest request, Fit fit, @Nullable ImageFormat format, ImageRequest.Builder builder) {
    if (format == ImageFormat.JPEG) {
      builder.background(request.background().orElse(RgbaColor.WHITE));
    } else if (format == null) {
      request.background().ifPresent(builder::background);
    } else if (fit == Fit.CONTAIN) {
      builder.background(request.background().orElse(RgbaColor.TRANSPARENT));
    }
  }

  private String describe() {
    ImageRequest r = canonical;
    StringBuilder out = new StringBuilder(160);
    out.append(FORMAT_VERSION).append(';').append(engine);
    out.append(";fit=").append(r.fit().name().toLowerCase(java.util.Locale.ROOT));
    r.width().ifPresent(w -> out.append(";w=").append(w));
    r.height().ifPresent(h -> out.append(";h=").append(h));
    if (r.fit() == Fit.COVER || r.fit() == Fit.CONTAIN) {
      out.append(";position=").append(r.position().label());
    }
    r.crop().ifPresent(crop -> out.append(";crop=").append(crop.label()));
    out.append(";enlarge=").append(r.enlarge());
    out.append(";flip=").append(r.flip().name().toLowerCase(java.util.Locale.ROOT));
    out.append(";rotate=").append(r.rotation().degrees());
    out.append(";format=").append(r.format().map(ImageFormat::label).orElse("auto"));
    r.quality().ifPresent(quality -> out.append(";q=").append(quality));
    r.background().ifPresent(background -> out.append(";bg=").append(background.toHex()));
    r.version().ifPresent(version -> out.append(";v=").append(version));
    if (r.keepCopyright()) {
      out.append(";copyright=keep");
    }
    return out.append(";source=").append(r.source()).toString();
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
