package io.github.imageresize.cache;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.Lease.Outcome;
import io.github.imageresize.cache.SingleFlight.Landing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Makes what the store has not: asks the store for the lease, looks again, resizes and stores. A
 * caller without the lease looks again and again until another process stored the image, the lease
 * is free, or the lease's time has gone by; then it works all the same.
 */
final class LeasedResize {
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final ResizeService service;
  private final CacheStore store;
  private final CacheLifetimes lifetimes;
  private final LocalFailures failures;
  private final Duration leaseTime;
  private final InstantSource clock;

  LeasedResize(
      ResizeService service,
      CacheStore store,
      CacheLifetimes lifetimes,
      LocalFailures failures,
      Duration leaseTime,
      InstantSource clock) {
    this.service = service;
    this.store = store;
    this.lifetimes = lifetimes;
    this.failures = failures;
    this.leaseTime = leaseTime;
    this.clock = clock;
  }

  Landing<ResizedImage> make(ImageRequest request, CacheKey key, Runnable seal) {
    long begun = System.nanoTime();
    long pause = FIRST_PAUSE_NANOS;
    while (true) {
      try (Lease lease = store.lease(key, leaseTime)) {
        boolean patient = System.nanoTime() - begun < leaseTime.toNanos();
        Optional<CacheEntry> stored = stored(key);
        if (stored.isPresent()) {
          return landing(stored.get());
        }
        if (lease.granted() || !patient) {
          return work(request, key, lease, seal);
        }
      }
      sleep(pause);
      pause = Math.min(LONGEST_PAUSE_NANOS, pause + pause / 2);
    }
  }

  private Optional<CacheEntry> stored(CacheKey key) {
    return store.get(key).filter(entry -> entry.isUsable(clock.millis()));
  }

  private Landing<ResizedImage> work(
      ImageRequest request, CacheKey key, Lease lease, Runnable seal) {
    LocalFailures.Attempt attempt = failures.begin(key);
    try {
      ResizedImage image = service.resize(request);
      attempt.succeeded();
      Instant now = clock.instant();
      seal.run();
      return Landing.of(image, store(lease, lifetimes.entry(request, image, now), now));
    } catch (ImageResizeException failure) {
      attempt.failed(failure);
      Instant now = clock.instant();
      seal.run();
      boolean shared =
          lifetimes.entry(failure, now).map(entry -> store(lease, entry, now)).orElse(true);
      return Landing.failed(failure, shared);
    }
  }

  private static boolean store(Lease lease, CacheEntry entry, Instant now) {
    return lease.store(entry, Duration.between(now, entry.usableUntil())) == Outcome.ACCEPTED;
  }

  /** Read at a moment that may lie before an invalidation and that before a caller came. */
  private static Landing<ResizedImage> landing(CacheEntry stored) {
    return stored
        .image()
        .map(image -> Landing.of(image, false))
        .orElseGet(() -> Landing.failed(stored.failure().orElseThrow(), false));
  }

  /** Sleeps for half to all of the time, so that waiters do not march in step. */
  private static void sleep(long atMostNanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(
          ThreadLocalRandom.current().nextLong(atMostNanos / 2, atMostNanos));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ImageResizeException(
          Reason.TIMEOUT, "interrupted while another process makes the same image", interrupted);
    }
  }
}
