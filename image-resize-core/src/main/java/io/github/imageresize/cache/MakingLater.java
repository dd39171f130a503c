package io.github.imageresize.cache;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.internal.async.BackgroundWork;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * Has images made that nobody waits for yet, each by one caller. A caller who comes to wait for one
 * that is being made shares the work; for one that has yet to be begun, begins it. What can't be
 * begun, is at work in another process, or failed is dropped and left alone for a while.
 *
 * <p>Thread-safe.
 */
final class MakingLater {
  /** How long a key is left alone that another process works on, or that there was no room for. */
  static final Duration SOON = Duration.ofSeconds(1);

  private static final System.Logger LOGGER = System.getLogger(MakingLater.class.getName());

  private final SingleFlight<CacheKey, ResizedImage> flights;
  private final LeasedResize leasedResize;
  private final LocalFailures failures;
  private final Duration retry;
  private final Duration storeBudget;
  private final LongSupplier nanoTime;
  private final Executor executor;
  private final Set<CacheKey> underWay = ConcurrentHashMap.newKeySet();
  private final Backoff resting;

  /**
   * Nothing is to be made yet.
   *
   * @param retry how long what failed is left alone
   * @param storeBudget what one image's operations on the store may take together
   * @param executor rejects what there is no room for
   */
  MakingLater(
      SingleFlight<CacheKey, ResizedImage> flights,
      LeasedResize leasedResize,
      LocalFailures failures,
      Duration retry,
      Duration storeBudget,
      LongSupplier nanoTime,
      Executor executor) {
    this.flights = flights;
    this.leasedResize = leasedResize;
    this.failures = failures;
    this.retry = retry;
    this.storeBudget = storeBudget;
    this.nanoTime = nanoTime;
    this.executor = executor;
    resting = new Backoff(nanoTime);
  }

  /** Sees to it that the image is made; returns at once. */
  void begin(ImageRequest request, CacheKey key) {
    boolean rests = resting.isResting(key) || failures.find(key).isPresent();
    if (rests || flights.isUnderWay(key) || !underWay.add(key)) {
      return;
    }
    try {
      executor.execute(
          () -> {
            BackgroundWork work = new BackgroundWork();
            try {
              work.run(() -> make(request, key, work));
            } finally {
              underWay.remove(key);
            }
          });
    } catch (RejectedExecutionException fullOrClosed) {
      underWay.remove(key);
      resting.rest(key, SOON);
    }
  }

  private void make(ImageRequest request, CacheKey key, BackgroundWork background) {
    StoreBudget budget = new StoreBudget(storeBudget, nanoTime);
    Once once = new Once(leasedResize.of(request, key, budget), background);
    try {
      flights.run(key, once);
    } catch (RuntimeException failure) {
      resting.rest(key, once.isElsewhere ? SOON : retry);
      LOGGER.log(
          System.Logger.Level.DEBUG,
          () -> "what was to be made in the background was not: " + key,
          failure);
    }
  }

  /** Does not wait for another process, since nobody waits for this one. */
  private static final class Once implements SingleFlight.Work<ResizedImage> {
    private final SingleFlight.Work<ResizedImage> work;
    private final BackgroundWork background;
    private boolean isElsewhere;

    private Once(SingleFlight.Work<ResizedImage> work, BackgroundWork background) {
      this.work = work;
      this.background = background;
    }

    @Override
    public void joined() {
      background.await();
    }

    @Override
    public Optional<Landing<ResizedImage>> attempt(Runnable seal) {
      Optional<Landing<ResizedImage>> landing = work.attempt(seal);
      isElsewhere = landing.isEmpty();
      return landing.isPresent()
          ? landing
          : Optional.of(
              Landing.abandoned(
                  new ImageResizeException(
                      Reason.UNAVAILABLE, "another process makes the same image")));
    }

    @Override
    public Duration pause() {
      return work.pause();
    }
  }
}
