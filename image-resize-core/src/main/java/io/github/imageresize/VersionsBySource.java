package io.github.imageresize;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Asks for the version of an original once, however many of its variants are looked into within a
 * few seconds: a page's images in several sizes go stale together.
 *
 * <p>Thread-safe.
 */
final class VersionsBySource extends ForwardingResizeService {
  private static final Duration KEPT = Duration.ofSeconds(2);
  private static final int MOST_SOURCES = 10_000;

  private final Cache<String, Optional<String>> versions;

  VersionsBySource(ResizeService service, LongSupplier nanoTime) {
    super(service);
    versions =
        Caffeine.newBuilder()
            .maximumSize(MOST_SOURCES)
            .expireAfterWrite(KEPT)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Optional<String> currentVersion(ImageRequest request) {
    return versions.get(request.source(), source -> super.currentVersion(request));
  }

  @Override
  public void invalidate(String source) {
    versions.invalidate(source);
    super.invalidate(source);
  }
}
