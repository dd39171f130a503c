package io.github.imageresize.cache;

import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.LeasedResize.LeaseTerms;
import io.github.imageresize.internal.argument.Require;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
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
 *   <li>After {@link #invalidate} returned, no call that begins, here or in another process, gives
 *       an image of before, one that shows the source as its overlay included, as far as the store
 *       keeps its own promise to all processes: with {@link TieredCacheStore} another one may for
 *       as long as it keeps near copies.
 * </ul>
 *
 * <p>Thread-safe. Owns neither the service nor the store: closing this ends the work in the
 * background alone.
 */
public final class CachingResizeService implements ResizeService {
  /** What keeps the text of a key unambiguous. */
  private static final Pattern ENGINE = Pattern.compile("[A-Za-z0-9.-]{1,100}");

  private final ResizeService service;
  private final String engine;
  private final CacheStore store;
  private final ResultKeys keys;
  private final SingleFlight<CacheKey, ResizedImage> flights;
  private final LeaseRenewals renewals;
  private final LocalFailures failures;
  private final Descriptions descriptions;
  private final InvalidationListener.Subscription invalidations;
  private final InvalidationListener.Subscription reports;
  private final LeasedResize leasedResize;
  private final BackgroundThreads refreshThreads;
  private final BackgroundThreads laterThreads;
  private final MakingLater makingLater;
  private final Lookups lookups;

  private CachingResizeService(Builder builder) {
    service = builder.service;
    engine = Require.matches("engine", service.engine(), ENGINE, "match " + ENGINE);
    ResizeListener listener = ResizeListener.shielded(builder.listener);
    InstantSource clock = builder.clock;
    LongSupplier nanoTime = builder.nanoTime;
    CacheLifetimes lifetimes = builder.lifetimes;
    store = FailOpenStore.of(builder.store, listener, nanoTime);
    keys = new ResultKeys(engine, store, builder.storeBudget, clock, nanoTime);
    flights = new SingleFlight<>(builder.waitTimeout, builder.maxWaiters, nanoTime);
    renewals = new LeaseRenewals(builder.leaseTime, builder.waitTimeout, nanoTime);
    LeaseTerms terms = new LeaseTerms(builder.leaseTime, builder.waitTimeout, builder.storeBudget);
    failures = new LocalFailures(lifetimes, clock, nanoTime);
    refreshThreads = new BackgroundThreads("image-resize-refresh", builder.refreshThreads);
    descriptions =
        new Descriptions(
            service,
            new SingleFlight<>(builder.waitTimeout, builder.maxWaiters, nanoTime),
            lifetimes,
            nanoTime,
            refreshThreads);
    invalidations = store.onInvalidation(new ForgottenOriginals(keys, failures, descriptions));
    reports = store.addListener(listener);
    leasedResize =
        new LeasedResize(
            service, store, lifetimes, failures, terms, clock, nanoTime, renewals, listener);
    laterThreads = new BackgroundThreads("image-resize-later", builder.laterThreads);
    makingLater =
        new MakingLater(
            flights,
            leasedResize,
            failures,
            lifetimes.refreshRetry(),
            builder.storeBudget,
            nanoTime,
            laterThreads);
    Refresher refresher =
        new Refresher(
            service,
            store,
            lifetimes,
            builder.leaseTime,
            clock,
            nanoTime,
            renewals,
            refreshThreads);
    lookups =
        new Lookups(
            store, lifetimes, failures, refresher, builder.storeBudget, clock, nanoTime, listener);
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
    CacheKey key = keys.of(request);
    Lookups.Look look = lookups.beforeMaking(request, key);
    return look.found()
        .orElseGet(() -> flights.run(key, leasedResize.of(request, key, look.budget())));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Looks into the store in the caller's thread. Callers who wait for another one, in this
   * process or elsewhere, hold no thread; those of {@link #resize} and of this share computations.
   */
  @Override
  public CompletableFuture<ResizedImage> resizeAsync(ImageRequest request, Executor executor) {
    CacheKey key = keys.of(request);
    Lookups.Look look;
    try {
      look = lookups.beforeMaking(request, key);
    } catch (ImageResizeException remembered) {
      return CompletableFuture.failedFuture(remembered);
    }
    return look.found()
        .map(CompletableFuture::completedFuture)
        .orElseGet(
            () -> flights.runAsync(key, leasedResize.of(request, key, look.budget()), executor));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Waits for nothing but the store. A look that finds nothing is not reported to the listener,
   * since {@link #resize} is what usually comes next; it need not look again within a second, and
   * has what this one left of the {@linkplain Builder#storeBudget budget}.
   */
  @Override
  public Optional<ResizedImage> cached(ImageRequest request) {
    return lookups.look(request, keys.of(request));
  }

  @Override
  public boolean keepsImages() {
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>By one process at a time, and by this one on {@linkplain Builder#laterThreads threads of its
   * own}; whoever asks for the image meanwhile shares the work. Calls beyond 256 that wait for a
   * thread are dropped, as is what fails or is being made elsewhere: the next call begins anew,
   * after a while. Closing this drops what waits and interrupts what runs.
   */
  @Override
  public void makeLater(ImageRequest request) {
    makingLater.begin(request, keys.of(request));
  }

  @Override
  public Optional<String> currentVersion(ImageRequest request) {
    return service.currentVersion(request).map(ResizedImage::versionOf);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Kept in this process alone, until the original is invalidated, and for as long as an image:
   * past the soft lifetime the original's version is looked at in the background. Equal calls share
   * one look at the original. Failures are not kept.
   */
  @Override
  public ImageDescription describe(String source) {
    return descriptions.of(source);
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
      keys.invalidated();
      failures.invalidate(source);
      descriptions.invalidate(source);
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
  public Optional<Duration> deadline() {
    return service.deadline();
  }

  @Override
  public void close() {
    invalidations.close();
    reports.close();
    refreshThreads.close();
    laterThreads.close();
    renewals.close();
  }

  private record ForgottenOriginals(
      ResultKeys keys, LocalFailures failures, Descriptions descriptions)
      implements InvalidationListener {

    @Override
    public void invalidated(String source) {
      keys.invalidated();
      failures.invalidate(source);
      descriptions.invalidate(source);
    }

    @Override
    public void announcementsLost() {
      keys.invalidated();
      failures.clear();
      descriptions.clear();
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
    private Duration storeBudget = Duration.ofMillis(200);
    private int maxWaiters = 1000;
    private int refreshThreads = 2;
    private int laterThreads = 1;
    private ResizeListener listener = ResizeListener.NONE;
    private InstantSource clock = InstantSource.system();
    private LongSupplier nanoTime = System::nanoTime;

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
     * Sets for how long callers of other processes are kept from making an image that a process
     * began to make and then died. As long as it lives its lease is renewed.
     *
     * @param value positive, at most an hour; 15 s by default
     * @return this builder
     */
    public Builder leaseTime(Duration value) {
      leaseTime = waiting("leaseTime", value);
      return this;
    }

    /**
     * Sets how long a caller waits for another one that makes the same image. If that is in this
     * process, the caller is then told {@link ImageResizeException.Reason#TIMEOUT}; if it is in
     * another, the caller makes the image itself, up to a quarter of the time later so that not all
     * do so together. Longer than a resize.
     *
     * @param value positive, at most an hour; 40 s by default
     * @return this builder
     */
    public Builder waitTimeout(Duration value) {
      waitTimeout = waiting("waitTimeout", value);
      return this;
    }

    /**
     * Sets how many callers may wait for one image, in this process, until further ones are told
     * {@link ImageResizeException.Reason#OVERLOADED}.
     *
     * @param callers 1..1000000; 1000 by default
     * @return this builder
     */
    public Builder maxWaiters(int callers) {
      Require.range("maxWaiters", callers, 1, 1_000_000);
      maxWaiters = callers;
      return this;
    }

    /**
     * Sets what all operations of one request on a remote store may take together; then the request
     * goes on without it. The last of them may take longer, up to the store's own limit.
     *
     * @param value positive, at most an hour; 200 ms by default
     * @return this builder
     */
    public Builder storeBudget(Duration value) {
      storeBudget = waiting("storeBudget", value);
      return this;
    }

    /**
     * Sets how many images are refreshed at once.
     *
     * @param threads 1..64; 2 by default
     * @return this builder
     */
    public Builder refreshThreads(int threads) {
      refreshThreads = threads("refreshThreads", threads);
      return this;
    }

    /**
     * Sets how many images are {@linkplain CachingResizeService#makeLater made in the background}
     * at once. An engine in this process begins with one when it has a place that nobody waits for,
     * and then goes on with it beside those that somebody does.
     *
     * @param threads 1..64; 1 by default
     * @return this builder
     */
    public Builder laterThreads(int threads) {
      laterThreads = threads("laterThreads", threads);
      return this;
    }

    private static int threads(String field, int count) {
      Require.range(field, count, 1, 64);
      return count;
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
     * Sets the clock by which entries age that other processes may read too.
     *
     * @param value the system's clock by default
     * @return this builder
     */
    public Builder clock(InstantSource value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * Sets the time by which all else goes: waiting, pauses, budgets.
     *
     * @param value monotonic nanoseconds; {@link System#nanoTime()} by default
     * @return this builder
     */
    public Builder nanoTime(LongSupplier value) {
      nanoTime = Objects.requireNonNull(value, "nanoTime");
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
      Require.that(value.compareTo(LONGEST_WAIT) <= 0, field, "be at most " + LONGEST_WAIT, value);
      return value;
    }
  }
}
