package io.github.imageresize.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.event.CacheLookup;
import io.github.imageresize.event.CacheLookup.Outcome;
import io.github.imageresize.event.CacheLookup.Tier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Finds what is kept: an image, which is refreshed where it is due, or a failure, of all nodes or
 * of this one, which is thrown.
 *
 * <p>Thread-safe.
 */
final class Lookups {
  /** How long a look that found nothing saves the next one. */
  private static final Duration JUST_NOW = Duration.ofSeconds(1);

  private static final int MOST_MISSES = 10_000;

  private final CacheStore store;
  private final CacheLifetimes lifetimes;
  private final LocalFailures failures;
  private final Refresher refresher;
  private final Duration budget;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final ResizeListener listener;

  /** What looks spent that found nothing, until who looked comes back to have the image made. */
  private final Cache<CacheKey, StoreBudget> missedJustNow;

  /**
   * What a request found, if anything, and what it has left for the store.
   *
   * @param budget is shared by all that the request does on the store
   */
  record Look(Optional<ResizedImage> found, StoreBudget budget) {}

  Lookups(
      CacheStore store,
      CacheLifetimes lifetimes,
      LocalFailures failures,
      Refresher refresher,
      Duration budget,
      InstantSource clock,
      LongSupplier nanoTime,
      ResizeListener listener) {
    this.store = store;
    this.lifetimes = lifetimes;
    this.failures = failures;
    this.refresher = refresher;
    this.budget = budget;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.listener = listener;
    this.missedJustNow =
        Caffeine.newBuilder()
            .maximumSize(MOST_MISSES)
            .expireAfterWrite(JUST_NOW)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** A look by itself, which is not reported if it finds nothing. */
  Optional<ResizedImage> look(ImageRequest request, CacheKey key) {
    StoreBudget mine = new StoreBudget(budget, nanoTime);
    Optional<ResizedImage> found = look(request, key, mine);
    if (found.isEmpty()) {
      missedJustNow.put(key, mine);
    }
    return found;
  }

  /**
   * The look before an image is made. After one that found nothing just now it asks nobody: making
   * begins with a look of its own, at the lease.
   */
  Look beforeMaking(ImageRequest request, CacheKey key) {
    StoreBudget left = missedJustNow.asMap().remove(key);
    StoreBudget mine = left == null ? new StoreBudget(budget, nanoTime) : left;
    Optional<ResizedImage> found = Optional.empty();
    if (left == null) {
      found = look(request, key, mine);
    } else {
      throwIfPresent(request, failures.find(key), Tier.MEMORY);
    }
    if (found.isEmpty()) {
      listener.lookedUp(CacheLookup.miss(request));
    }
    return new Look(found, mine);
  }

  private Optional<ResizedImage> look(ImageRequest request, CacheKey key, StoreBudget mine) {
    Optional<CacheEntry> entry = store.within(mine).get(key);
    Instant now = clock.instant();
    if (entry.isEmpty() || !entry.get().isUsable(now)) {
      throwIfPresent(request, failures.find(key), Tier.MEMORY);
      return Optional.empty();
    }
    CacheEntry found = entry.get();
    throwIfPresent(request, found.failure(), found.tier());
    if (lifetimes.isFresh(found, request, now)) {
      listener.lookedUp(CacheLookup.found(request, Outcome.HIT, found.tier()));
    } else {
      listener.lookedUp(CacheLookup.found(request, Outcome.STALE, found.tier()));
      refresher.refresh(request, key);
    }
    return found.image();
  }

  private void throwIfPresent(
      ImageRequest request, Optional<ImageResizeException> failure, Tier tier) {
    if (failure.isPresent()) {
      listener.lookedUp(CacheLookup.found(request, Outcome.NEGATIVE_HIT, tier));
      throw failure.get();
    }
  }
}
