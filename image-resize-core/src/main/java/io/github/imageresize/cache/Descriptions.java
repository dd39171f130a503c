package io.github.imageresize.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.imageresize.ImageDescription;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The descriptions that this process keeps. Equal calls at the same time share one look at the
 * original, and whoever invalidates it waits for none. Failures are not kept.
 */
final class Descriptions {
  private static final int MOST = 10_000;
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final Function<String, ImageDescription> looking;
  private final SingleFlight<String, ImageDescription> flights;
  private final Cache<String, ImageDescription> kept;
  private long invalidations;

  Descriptions(
      Function<String, ImageDescription> looking,
      SingleFlight<String, ImageDescription> flights,
      LongSupplier nanoTime) {
    this.looking = looking;
    this.flights = flights;
    this.kept =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(KEPT)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  ImageDescription of(String source) {
    ImageDescription known = kept.getIfPresent(source);
    return known != null ? known : flights.run(source, new Look(source));
  }

  synchronized void invalidate(String source) {
    invalidations++;
    kept.invalidate(source);
  }

  synchronized void clear() {
    invalidations++;
    kept.invalidateAll();
  }

  private synchronized long invalidations() {
    return invalidations;
  }

  /** Keeps a description unless something was invalidated since the look for it began. */
  private synchronized boolean keep(String source, ImageDescription description, long begun) {
    boolean current = invalidations == begun;
    if (current) {
      kept.put(source, description);
    }
    return current;
  }

  private final class Look implements SingleFlight.Work<ImageDescription> {
    private final String source;

    private Look(String source) {
      this.source = source;
    }

    @Override
    public Optional<Landing<ImageDescription>> attempt(Runnable seal) {
      long begun = invalidations();
      ImageDescription description = looking.apply(source);
      seal.run();
      return Optional.of(Landing.of(description, keep(source, description, begun)));
    }

    /** Never waited for: there is no other process that could be at it. */
    @Override
    public Duration pause() {
      return Duration.ZERO;
    }
  }
}
