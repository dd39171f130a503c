package io.github.imageresize;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentMap;
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

  private final ConcurrentMap<Sources, CompletableFuture<Optional<String>>> versions;

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
    AsyncCache<Sources, Optional<String>> cache =
        Caffeine.newBuilder()
            .maximumSize(MOST_SOURCES)
            .expireAfterWrite(KEPT)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .buildAsync();
    versions = cache.asMap();
  }

  @Override
  public Optional<String> currentVersion(ImageRequest request) {
    Sources sources = Sources.of(request);
    CompletableFuture<Optional<String>> own = new CompletableFuture<>();
    CompletableFuture<Optional<String>> others = versions.putIfAbsent(sources, own);
    return others == null ? asked(request, sources, own) : joined(others);
  }

  private Optional<String> asked(
      ImageRequest request, Sources sources, CompletableFuture<Optional<String>> answer) {
    try {
      Optional<String> version = super.currentVersion(request);
      answer.complete(version);
      return version;
    } catch (RuntimeException | Error failure) {
      versions.remove(sources, answer);
      answer.completeExceptionally(failure);
      throw failure;
    }
  }

  private static Optional<String> joined(CompletableFuture<Optional<String>> others) {
    try {
      return others.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw failed;
    }
  }

  /** Takes answers away that are still on their way, too, and waits for none. */
  @Override
  public void invalidate(String source) {
    versions.keySet().removeIf(sources -> sources.hold(source));
    super.invalidate(source);
  }
}
