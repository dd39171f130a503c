package io.github.imageresize.cache;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.event.CacheLookup;
import io.github.imageresize.event.CacheLookup.Outcome;
import io.github.imageresize.event.CacheLookup.Tier;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps what another service makes in a {@link CacheStore}, and makes each image once however many
 * ask for it.
 *
 * <ul>
 *   <li>Equal requests in this process share one computation and its failure; those of several
 *       processes are coordinated by the store's leases.
 *   <li>Past its soft lifetime an image is still served, and refreshed in the background.
 *   <li>Failures are remembered as {@link CacheLifetimes} says: those of an original by all nodes,
 *       those of a node by that node.
 *   <li>A store that fails or is slow costs a recomputation and is left alone for a while; it is
 *       reported to the listener and never to the caller.
 *   <li>After {@link CacheStore#invalidate} returned, no call that begins gives an image of before.
 * </ul>
 *
 * <p>Thread-safe. Owns neither the service nor the store: closing this ends the refreshing alone.
 */
public final class CachingResizeService implements ResizeService {
  /** What keeps the text of a key unambiguous. */
  private static final Pattern ENGINE = Pattern.compile("[A-Za-z0-9.-]{1,100}");

  private final ResizeService service;
  private final String engine;
  private final CacheStore store;
  private final ResizeListener listener;
  private final InstantSource clock;
  private final Duration waitTimeout;
  private final SingleFlight<CacheKey, ResizedImage> flights = new SingleFlight<>();
  private final LocalFailures failures;
  private final InvalidationListener.Subscription invalidations;
  private final InvalidationListener.Subscription reports;
  private final LeasedResize leasedResize;
  private final RefreshThreads refreshThreads;
  private final Refresher refresher;

  private CachingResizeService(Builder builder) {
    service = builder.service;
    engine = Require.matches("engine", service.engine(), ENGINE);
    listener = ResizeListener.shielded(builder.listener);
    clock = builder.clock;
    waitTimeout = builder.waitTimeout;
    store = FailOpenStore.of(builder.store, listener, clock);
    failures = new LocalFailures(builder.lifetimes, clock);
    invalidations = store.onInvalidation(new ForgottenFailures(failures));
    reports = store.addListener(listener);
    leasedResize =
        new LeasedResize(service, store, builder.lifetimes, failures, builder.leaseTime, clock);
    refreshThreads = new RefreshThreads(builder.refreshThreads);
    refresher =
        new Refresher(service, store, builder.lifetimes, builder.leaseTime, clock, refreshThreads);
  }

  /**
   * Starts with the defaults.
   *
   * @param service makes what the store has not
   * @param store keeps the results
   * @return a new builder
   */
  public static Builder builder(ResizeService service, CacheStore store) {
    return new Builder(service, store);
  }

  @Override
  public ResizedImage resize(ImageRequest request) {
    CacheKey key = CacheKey.of(request, engine);
    Optional<ResizedImage> found = lookUp(request, key);
    if (found.isPresent()) {
      return found.get();
    }
    listener.lookedUp(CacheLookup.miss(request));
    return flights.run(key, waitTimeout, seal -> leasedResize.make(request, key, seal));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Waits for nothing but the store. A look that finds nothing is not reported to the listener,
   * since {@link #resize} is what usually comes next.
   */
  @Override
  public Optional<ResizedImage> cached(ImageRequest request) {
    return lookUp(request, CacheKey.of(request, engine));
  }

  @Override
  public Optional<String> currentVersion(ImageRequest request) {
    return service.currentVersion(request);
  }

  /** Forgets what the store and what the service behind keep. */
  @Override
  public void invalidate(String source) {
    try {
      service.invalidate(source);
    } finally {
      forget(source);
    }
  }

  private void forget(String source) {
    try {
      store.invalidate(source);
    } catch (ImageResizeException failure) {
      throw failure;
    } catch (RuntimeException failure) {
      throw new ImageResizeException(
          Reason.UNAVAILABLE,
          "the cache could not forget " + source + ", which may still be served: " + failure,
          failure);
    }
  }

  @Override
  public Set<ImageFormat> outputFormats() {
    return service.outputFormats();
  }

  @Override
  public String engine() {
    return engine;
  }

  @Override
  public Optional<Duration> timeLimit() {
    return service.timeLimit();
  }

  @Override
  public void close() {
    invalidations.close();
    reports.close();
    refreshThreads.close();
  }

  private Optional<ResizedImage> lookUp(ImageRequest request, CacheKey key) {
    Optional<CacheEntry> entry = store.get(key);
    long now = clock.millis();
    if (entry.isEmpty() || !entry.get().isUsable(now)) {
      throwIfPresent(request, failures.find(key), Tier.MEMORY);
      return Optional.empty();
    }
    CacheEntry found = entry.get();
    throwIfPresent(request, found.failure(), found.tier());
    if (found.isFresh(now)) {
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

  private record ForgottenFailures(LocalFailures failures) implements InvalidationListener {

    @Override
    public void invalidated(String source) {
      failures.invalidate(source);
    }

    @Override
    public void announcementsLost() {
      failures.clear();
    }
  }

  /** Collects settings; every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final ResizeService service;
    private final CacheStore store;
    private CacheLifetimes lifetimes = CacheLifetimes.DEFAULTS;
    private Duration leaseTime = Duration.ofSeconds(15);
    private Duration waitTimeout = Duration.ofSeconds(40);
    private int refreshThreads = 2;
    private ResizeListener listener = ResizeListener.NONE;
    private InstantSource clock = InstantSource.system();

    private Builder(ResizeService service, CacheStore store) {
      this.service = Objects.requireNonNull(service, "service");
      this.store = Objects.requireNonNull(store, "store");
    }

    /**
     * Sets how long results are kept.
     *
     * @param value {@link CacheLifetimes#DEFAULTS} by default
     * @return this builder
     */
    public Builder lifetimes(CacheLifetimes value) {
      lifetimes = Objects.requireNonNull(value, "lifetimes");
      return this;
    }

    /**
     * Sets for how long a caller may keep callers of other processes from making the same image,
     * which is also how long such a caller waits at most. Longer than a resize usually takes.
     *
     * @param value positive, at most an hour; 15 s by default
     * @return this builder
     */
    public Builder leaseTime(Duration value) {
      leaseTime = waiting("leaseTime", value);
      return this;
    }

    /**
     * Sets how long a caller waits for another one of this process that makes the same image; after
     * it the caller is told {@link ImageResizeException.Reason#TIMEOUT}. Longer than a resize and
     * the lease time together.
     *
     * @param value positive, at most an hour; 40 s by default
     * @return this builder
     */
    public Builder waitTimeout(Duration value) {
      waitTimeout = waiting("waitTimeout", value);
      return this;
    }

    /**
     * Sets how many images are refreshed at once.
     *
     * @param threads 1..64; 2 by default
     * @return this builder
     */
    public Builder refreshThreads(int threads) {
      if (threads < 1 || threads > 64) {
        throw new IllegalArgumentException("refreshThreads must be 1..64, but is " + threads);
      }
      refreshThreads = threads;
      return this;
    }

    /**
     * Sets who is told of lookups and of failures of the store.
     *
     * @param value nobody by default
     * @return this builder
     */
    public Builder listener(ResizeListener value) {
      listener = Objects.requireNonNull(value, "listener");
      return this;
    }

    /**
     * Sets the clock by which entries age.
     *
     * @param value the system's clock by default
     * @return this builder
     */
    public Builder clock(InstantSource value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * Makes the service; the builder may be used on.
     *
     * @return a new service, to be closed by the caller
     */
    public CachingResizeService build() {
      return new CachingResizeService(this);
    }

    private static Duration waiting(String field, Duration value) {
      Require.positive(field, value);
      if (value.compareTo(LONGEST_WAIT) > 0) {
        throw new IllegalArgumentException(
            field + " must be at most " + LONGEST_WAIT + ", but is " + value);
      }
      return value;
    }
  }
}
