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

  private final Cache<Sources, Optional<String>> versions;

  /** What the version of a result rests on: the original, and the overlay or nothing. */
  private record Sources(String original, String overlay) {

    static Sources of(ImageRequest request) {
      return new Sources(
          request.source(), request.effects().overlay().map(Overlay::source).orElse(""));
    }

    boolean hold(String source) {
      return original.equals(source) || overlay.equals(source);
    }
  }

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
    return versions.get(Sources.of(request), sources -> super.currentVersion(request));
  }

  @Override
  public void invalidate(String source) {
    versions.asMap().keySet().removeIf(sources -> sources.hold(source));
    super.invalidate(source);
  }
}
