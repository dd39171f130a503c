package io.github.imageresize.cache;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Renews entries past their soft lifetime in the background, each by one caller: if the source's
 * version is still the entry's its lifetimes begin anew, if it changed the image is made anew, if
 * the source is gone everything made of it is invalidated. Whatever else fails leaves the entry to
 * be served and the source alone for a while.
 */
final class Refresher {
  private static final System.Logger LOGGER = System.getLogger(Refresher.class.getName());

  /** How long a key is left alone that another process refreshes. */
  private static final Duration ELSEWHERE = Duration.ofSeconds(1);

  private final ResizeService service;
  private final CacheStore store;
  private final CacheLifetimes lifetimes;
  private final Duration leaseTime;
  private final InstantSource clock;
  private final Executor executor;
  private final Set<CacheKey> underWay = ConcurrentHashMap.newKeySet();
  private final Backoff backoff;

  Refresher(
      ResizeService service,
      CacheStore store,
      CacheLifetimes lifetimes,
      Duration leaseTime,
      InstantSource clock,
      Executor executor) {
    this.service = service;
    this.store = store;
    this.lifetimes = lifetimes;
    this.leaseTime = leaseTime;
    this.clock = clock;
    this.executor = executor;
    this.backoff = new Backoff(clock);
  }

  /** Sees to it that the entry is refreshed; returns at once. */
  void refresh(ImageRequest request, CacheKey key) {
    boolean resting = backoff.isResting(key) || backoff.isResting(key.source());
    if (resting || !underWay.add(key)) {
      return;
    }
    try {
      executor.execute(
          () -> {
            try {
              refreshLeased(request, key);
            } finally {
              underWay.remove(key);
            }
          });
    } catch (RejectedExecutionException busyOrClosed) {
      underWay.remove(key);
    }
  }

  private void refreshLeased(ImageRequest request, CacheKey key) {
    try (Lease lease = store.lease(key, leaseTime)) {
      if (lease.granted()) {
        Optional<CacheEntry> stale = store.get(key).filter(entry -> !entry.isFresh(clock.millis()));
        Optional<ResizedImage> image = stale.flatMap(CacheEntry::image);
        if (image.isPresent()) {
          renew(request, image.get(), lease);
        }
      } else {
        backoff.rest(key, ELSEWHERE);
      }
    } catch (ImageResizeException failure) {
      if (failure.reason() == Reason.SOURCE_NOT_FOUND) {
        invalidate(key.source());
      } else {
        leaveAlone(key.source(), failure);
      }
    } catch (RuntimeException failure) {
      leaveAlone(key.source(), failure);
    }
  }

  private void renew(ImageRequest request, ResizedImage image, Lease lease) {
    Optional<String> version = service.currentVersion(request);
    boolean unchanged =
        version.isPresent()
            && !version.get().isEmpty()
            && version.get().equals(image.sourceVersion());
    ResizedImage renewed = unchanged ? image : service.resize(request);
    Instant now = clock.instant();
    CacheEntry entry = lifetimes.entry(request, renewed, now);
    lease.store(entry, Duration.between(now, entry.usableUntil()));
  }

  private void invalidate(String source) {
    try {
      store.invalidate(source);
    } catch (RuntimeException failure) {
      leaveAlone(source, failure);
    }
  }

  private void leaveAlone(String source, RuntimeException failure) {
    backoff.rest(source, lifetimes.refreshRetry());
    LOGGER.log(
        System.Logger.Level.INFO,
        () -> "what is cached of " + source + " could not be refreshed and is served on",
        failure);
  }
}
