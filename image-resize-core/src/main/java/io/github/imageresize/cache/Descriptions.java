package io.github.imageresize.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.internal.async.BackgroundWork;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * The descriptions that this process keeps. Equal calls at the same time share one look at the
 * original, and whoever invalidates it waits for none. Failures are not kept.
 *
 * <p>They age as images do: past the soft lifetime a description is still given, and one look in
 * the background tells whether its original still has the version that it had.
 *
 * <p>Thread-safe.
 */
final class Descriptions {
  private static final int MOST = 10_000;

  private final ResizeService service;
  private final SingleFlight<String, ImageDescription> flights;
  private final long freshNanos;
  private final long usableNanos;
  private final long retryNanos;
  private final LongSupplier nanoTime;
  private final Executor executor;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private final Cache<String, Kept> kept;
  private long invalidations;

  /**
   * A description, and when its original is to be looked at again.
   *
   * @param version of the original before it was described; empty if unknown
   * @param missed whether the last look found no original
   */
  private record Kept(
      ImageDescription description,
      String version,
      long freshUntil,
      long usableUntil,
      boolean missed) {}

  Descriptions(
      ResizeService service,
      SingleFlight<String, ImageDescription> flights,
      CacheLifetimes lifetimes,
      LongSupplier nanoTime,
      Executor executor) {
    this.service = service;
    this.flights = flights;
    this.freshNanos = lifetimes.fresh().toNanos();
    this.usableNanos = lifetimes.usable().toNanos();
    this.retryNanos = lifetimes.refreshRetry().toNanos();
    this.nanoTime = nanoTime;
    this.executor = executor;
    this.kept = Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
  }

  ImageDescription of(String source) {
    Kept known = kept.getIfPresent(source);
    long now = nanoTime.getAsLong();
    if (known == null || now - known.usableUntil >= 0) {
      return flights.run(source, new Look(source));
    }
    if (now - known.freshUntil >= 0) {
      refresh(source, known);
    }
    return known.description;
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
  private synchronized boolean keep(String source, Kept described, long begun) {
    boolean current = invalidations == begun;
    if (current) {
      kept.put(source, described);
    }
    return current;
  }

  /** The version first: a change in between is seen as one by the next look. */
  private Kept describe(String source, String version) {
    ImageDescription description = service.describe(source);
    long now = nanoTime.getAsLong();
    return new Kept(description, version, now + freshNanos, now + usableNanos, false);
  }

  private String version(String source) {
    return service.currentVersion(ImageRequest.builder(source).build()).orElse("");
  }

  /** Sees to it that the description is looked after; returns at once. */
  private void refresh(String source, Kept stale) {
    if (!underWay.add(source)) {
      return;
    }
    try {
      executor.execute(
          () -> {
            try {
              new BackgroundWork().run(() -> refreshNow(source, stale));
            } finally {
              underWay.remove(source);
            }
          });
    } catch (RejectedExecutionException busyOrClosed) {
      underWay.remove(source);
    }
  }

  private void refreshNow(String source, Kept stale) {
    long begun = invalidations();
    try {
      String version = version(source);
      boolean isSame = !version.isEmpty() && version.equals(stale.version);
      keep(source, isSame ? renewed(stale) : describe(source, version), begun);
    } catch (ImageResizeException failure) {
      boolean missing = failure.reason() == Reason.SOURCE_NOT_FOUND;
      if (missing && stale.missed) {
        kept.asMap().remove(source, stale);
      } else {
        keep(source, later(stale, missing), begun);
      }
    } catch (RuntimeException failure) {
      keep(source, later(stale, false), begun);
    }
  }

  private Kept renewed(Kept stale) {
    long now = nanoTime.getAsLong();
    return new Kept(stale.description, stale.version, now + freshNanos, now + usableNanos, false);
  }

  /** To be given on for a while: what holds the originals may only be away. */
  private Kept later(Kept stale, boolean missed) {
    long again = nanoTime.getAsLong() + retryNanos;
    return new Kept(stale.description, stale.version, again, stale.usableUntil, missed);
  }

  private final class Look implements SingleFlight.Work<ImageDescription> {
    private final String source;

    private Look(String source) {
      this.source = source;
    }

    @Override
    public Optional<Landing<ImageDescription>> attempt(Runnable seal) {
      long begun = invalidations();
      Kept described = describe(source, versionIfTold());
      seal.run();
      return Optional.of(Landing.of(described.description, keep(source, described, begun)));
    }

    /** What keeps the version from being told tells the description of itself, or is over then. */
    private String versionIfTold() {
      try {
        return version(source);
      } catch (ImageResizeException unknown) {
        return "";
      }
    }

    /** Never waited for: there is no other process that could be at it. */
    @Override
    public Duration pause() {
      return Duration.ZERO;
    }
  }
}
