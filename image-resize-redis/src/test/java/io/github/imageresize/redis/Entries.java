package io.github.imageresize.redis;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.CacheEntry;
import io.github.imageresize.cache.CacheKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keys, and entries whose image is a text. */
final class Entries {
  static final Duration LONG = Duration.ofHours(1);
  private static final Instant UNTIL = Instant.parse("2100-01-01T00:00:00Z");

  private Entries() {}

  static CacheKey key(String source, int variant) {
    return CacheKey.of(ImageRequest.builder(source).width(variant).build(), "local-1");
  }

  static CacheEntry entry(String text) {
    return entry(text.getBytes(StandardCharsets.UTF_8));
  }

  static CacheEntry entry(byte[] bytes) {
    ResizedImage image =
        ResizedImage.wrap(bytes, ImageFormat.WEBP, 30, 20, "v", ResizedImage.Origin.LOCAL);
    return CacheEntry.ofImage(image, UNTIL, UNTIL);
  }

  static Optional<String> text(Optional<CacheEntry> entry) {
    return entry.map(
        found -> new String(found.image().orElseThrow().toByteArray(), StandardCharsets.UTF_8));
  }
}
