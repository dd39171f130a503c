package io.github.imageresize.cache;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.internal.async.BackgroundWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * Renews entries past their soft lifetime in the background, each by one caller: if the source's
 * version is still the entry's its lifetimes begin anew; if it changed the image is made anew and
 * everything else that was made of the source is invalidated; if the source is gone, and still is
 * on a second look, everything is. Whatever else fails leaves the entries to be served and the
 * source alone for a while.
 */
final class Refresher {
  /** How long after a source was first missed it must still be, to be believed gone. */
  static final Duration SECOND_LOOK = Duration.ofSeconds(5);

  /** How long a source is not believed that said it had changed when it had not. */
  static final Duration DISTRUST = Duration.ofHours(1);

  /** How long a key is left alone that another process refreshes. */
  private static final Duration ELSEWHERE = Duration.ofSeconds(1);

  /** Misses of one source that lie further apart than this are each a first one. */
  private static final Duration MISSED_LASTS = Duration.ofMinutes(10);

  private static final System.Logger LOGGER = System.getLogger(Refresher.class.getName());

  private final ResizeService service;
  private final CacheStore store;
  private final CacheLifetimes lifetimes;
  private final Duration leaseTime;
  private final InstantSource clock;
  private final LeaseRenewals renewals;
  private final Executor executor;
  private final Set<CacheKey> underWay = ConcurrentHashMap.newKeySet();
  private final Backoff resting;
  private final Backoff missed;
  private final Backoff distrusted;

  Refresher(
      ResizeService service,
      CacheStore store,
      CacheLifetimes lifetimes,
      Duration leaseTime,
      InstantSource clock,
      LongSupplier nanoTime,
      LeaseRenewals renewals,
      Executor executor) {
    this.service = service;
    this.store = store;
    this.lifetimes = lifetimes;
    this.leaseTime = leaseTime;
    this.clock = clock;
    this.renewals = renewals;
    this.executor = executor;
    this.resting = new Backoff(nanoTime);
    this.missed = new Backoff(nanoTime);
    this.distrusted = new Backoff(nanoTime);
  }

  /** Sees to it that the entry is refreshed; returns at once. */
  void refresh(ImageRequest request, CacheKey key) {
    boolean rests = resting.isResting(key) || resting.isResting(key.source());
    if (rests || !underWay.add(key)) {
      return;
    }
    try {
      executor.execute(
          () -> {
            try {
              new BackgroundWork().run(() -> refreshNow(request, key));
            } finally {
              underWay.remove(key);
            }
          });
    } catch (RejectedExecutionException busyOrClosed) {
      underWay.remove(key);
    }
  }

  private void refreshNow(ImageRequest request, CacheKey key) {
    try {
      Optional<ResizedImage> changed = refreshLeased(request, key);
      if (changed.isPresent()) {
        replaceAll(request, key, changed.get());
      }
    } catch (ImageResizeException failure) {
      if (failure.reason() == Reason.SOURCE_NOT_FOUND) {
        miss(key.source());
      } else {
        leaveAlone(key.source(), failure);
      }
    } catch (RuntimeException failure) {
      leaveAlone(key.source(), failure);
    }
  }

  /** Renews the entry, or gives the image of a source that changed. */
  private Optional<ResizedImage> refreshLeased(ImageRequest request, CacheKey key) {
    try (Lease lease = store.lease(key, leaseTime)) {
      if (!lease.granted()) {
        resting.rest(key, ELSEWHERE);
        return Optional.empty();
      }
      Optional<ResizedImage> stale =
          store
              .get(key)
              .filter(entry -> !lifetimes.isFresh(entry, request, clock.instant()))
              .flatMap(CacheEntry::image);
      if (stale.isEmpty()) {
        return Optional.empty();
      }
      Optional<ResizedImage> changed =
          renewals.during(lease, () -> renew(request, stale.get(), lease));
      // Nodes whose clocks differ by more than is tolerated find each other's entries stale.
      resting.rest(key, lifetimes.refreshRetry());
      return changed;
    }
  }

  private Optional<ResizedImage> renew(ImageRequest request, ResizedImage stale, Lease lease) {
    Optional<String> version = currentVersion(request);
    if (version.isPresent() && version.get().equals(stale.sourceVersion())) {
      missed.forget(request.source());
      store(lease, request, stale);
      return Optional.empty();
    }
    // Before anything is invalidated, so that a source which can't be read empties no cache.
    ResizedImage made = service.resize(request);
    missed.forget(request.source());
    if (made.sourceVersion().equals(stale.sourceVersion())) {
      version.ifPresent(untrue -> distrusted.rest(request.source(), DISTRUST));
    } else if (isKnown(made) && isKnown(stale) && !distrusted.isResting(request.source())) {
      return Optional.of(made);
    }
    store(lease, request, made);
    return Optional.empty();
  }

  /**
   * Invalidates all that was made of the source before it changed, unless somebody else has, and
   * stores the image of now if that is still so: another invalidation may have overtaken it.
   */
  private void replaceAll(ImageRequest request, CacheKey key, ResizedImage made) {
    boolean isThere = store.get(key).isPresent();
    if (isThere) {
      store.invalidate(key.source());
    }
    try (Lease lease = store.lease(key, leaseTime)) {
      if (lease.granted() && currentVersion(request).equals(Optional.of(made.sourceVersion()))) {
        store(lease, request, made);
      }
    }
  }

  private Optional<String> currentVersion(ImageRequest request) {
    return service
        .currentVersion(request)
        .filter(version -> !version.isEmpty())
        .map(ResizedImage::versionOf);
  }

  private static boolean isKnown(ResizedImage image) {
    return !image.sourceVersion().isEmpty();
  }

  private void store(Lease lease, ImageRequest request, ResizedImage image) {
    Instant now = clock.instant();
    CacheEntry entry = lifetimes.entry(request, image, now);
    lease.store(entry, Duration.between(now, entry.usableUntil()));
  }

  /** One look is not enough: what holds the originals may be about to be mounted. */
  private void miss(String source) {
    if (!missed.isResting(source)) {
      missed.rest(source, MISSED_LASTS);
      resting.rest(source, SECOND_LOOK);
      return;
    }
    missed.forget(source);
    try {
      store.invalidate(source);
    } catch (RuntimeException failure) {
      leaveAlone(source, failure);
    }
  }

  private void leaveAlone(String source, RuntimeException failure) {
    resting.rest(source, lifetimes.refreshRetry());
    LOGGER.log(
        System.Logger.Level.INFO,
        () -> "what is cached of " + source + " could not be refreshed and is served on",
        failure);
  }
}
