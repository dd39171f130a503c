package io.github.imageresize.cache;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.Lease.Outcome;
import io.github.imageresize.event.ResultWait;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Makes what the store has not: asks the store for the entry or the lease, resizes and stores. A
 * caller without the lease looks again and again until another process stored the image, the lease
 * is free, or the present holder has had its time; then it works all the same.
 */
final class LeasedResize {
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** By how much of itself waiting is spread, so that not all who wait give up together. */
  private static final double WAIT_SPREAD = 0.25;

  private final ResizeService service;
  private final CacheStore store;
  private final CacheLifetimes lifetimes;
  private final LocalFailures failures;
  private final LeaseTerms terms;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final LeaseRenewals renewals;
  private final ResizeListener listener;

  /**
   * How leases are held and waited for.
   *
   * @param time how soon the place of a holder that died is free
   * @param waitTimeout how long a holder may take before another caller works beside it
   * @param storeBudget what one look at the store may take
   */
  record LeaseTerms(Duration time, Duration waitTimeout, Duration storeBudget) {}

  LeasedResize(
      ResizeService service,
      CacheStore store,
      CacheLifetimes lifetimes,
      LocalFailures failures,
      LeaseTerms terms,
      InstantSource clock,
      LongSupplier nanoTime,
      LeaseRenewals renewals,
      ResizeListener listener) {
    this.service = service;
    this.store = store;
    this.lifetimes = lifetimes;
    this.failures = failures;
    this.terms = terms;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.renewals = renewals;
    this.listener = listener;
  }

  /**
   * The work for one request.
   *
   * @param budget what the request's operations on the store may take together; looks while another
   *     process works have a budget each, since the request waits anyway
   */
  SingleFlight.Work<ResizedImage> of(ImageRequest request, CacheKey key, StoreBudget budget) {
    return new Attempts(request, key, budget);
  }

  private final class Attempts implements SingleFlight.Work<ResizedImage> {
    private final ImageRequest request;
    private final CacheKey key;
    private StoreBudget budget;
    private String holder = "";
    private long patienceEnds;
    private boolean waits;
    private long waitBegan;
    private long pause = FIRST_PAUSE_NANOS;

    private Attempts(ImageRequest request, CacheKey key, StoreBudget budget) {
      this.request = request;
      this.key = key;
      this.budget = budget;
    }

    @Override
    public Optional<Landing<ResizedImage>> attempt(Runnable seal) {
      CacheStore seen = store.within(budget);
      EntryOrLease answer = seen.getOrLease(key, terms.time());
      Optional<CacheEntry> usable = answer.entry().filter(entry -> entry.isUsable(clock.millis()));
      if (usable.isPresent()) {
        tellOfTheWait();
        return Optional.of(landing(usable.get()));
      }
      // A store may keep what is too old to be served, and then gives that instead of a lease.
      try (Lease lease = answer.lease().orElseGet(() -> seen.lease(key, terms.time()))) {
        if (lease.granted()) {
          tellOfTheWait();
          return Optional.of(renewals.during(lease, () -> work(request, key, lease, seal)));
        }
        if (!isPatient(lease.holder())) {
          tellOfTheWait();
          return Optional.of(work(request, key, lease, seal));
        }
      }
      budget = new StoreBudget(terms.storeBudget(), nanoTime);
      return Optional.empty();
    }

    private void tellOfTheWait() {
      if (waits) {
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - waitBegan);
        listener.waited(ResultWait.of(request, ResultWait.Kind.LEASE, took));
      }
    }

    @Override
    public void waited(Duration took) {
      listener.waited(ResultWait.of(request, ResultWait.Kind.COALESCED, took));
    }

    @Override
    public ResizedImage shared(ResizedImage image) {
      return image.asCollapsed();
    }

    /** Half to all of a time that grows, so that waiters do not march in step. */
    @Override
    public Duration pause() {
      long now = ThreadLocalRandom.current().nextLong(pause / 2, pause);
      pause = Math.min(LONGEST_PAUSE_NANOS, pause + pause / 2);
      return Duration.ofNanos(now);
    }

    /** Patience begins anew with each holder. */
    private boolean isPatient(String present) {
      long now = nanoTime.getAsLong();
      if (!waits || !present.equals(holder)) {
        double spread = 1 + ThreadLocalRandom.current().nextDouble(WAIT_SPREAD);
        patienceEnds = now + (long) (terms.waitTimeout().toNanos() * spread);
        holder = present;
        waitBegan = waits ? waitBegan : now;
        waits = true;
      }
      return patienceEnds - now > 0;
    }
  }

  private Landing<ResizedImage> work(
      ImageRequest request, CacheKey key, Lease lease, Runnable seal) {
    LocalFailures.Attempt attempt = failures.begin(key);
    try {
      ResizedImage image = service.resize(request);
      attempt.succeeded();
      Instant now = clock.instant();
      seal.run();
      CacheEntry entry = lifetimes.entry(request, image, now);
      boolean stored = store(lease, entry, now);
      return Landing.of(stored ? image.withFreshUntil(entry.freshUntil()) : image, stored);
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
}
