package io.github.imageresize;

import io.github.imageresize.cache.CacheLifetimes;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.CachingResizeService;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.codec.Codec;
import io.github.imageresize.internal.argument.Require;
import io.github.imageresize.internal.codec.imageio.ImageIoCodec;
import io.github.imageresize.local.LocalResizeService;
import io.github.imageresize.source.ImageSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javax.imageio.spi.ImageReaderSpi;
import org.jspecify.annotations.Nullable;

/**
 * Puts services together: an engine in this process, if wanted behind a remote one, and if wanted
 * (and by default) behind a cache. The only place that knows them all.
 *
 * <p>Not thread-safe.
 */
public final class ResizeServiceBuilder {
  /** What a remote engine that tells no deadline is expected to take at most. */
  private static final Duration USUAL_REMOTE_DEADLINE = Duration.ofSeconds(25);

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final ImageSource source;
  private final List<Codec> codecs = new ArrayList<>();
  private @Nullable ResizeService remote;
  private @Nullable CacheStore store;
  private FallbackPolicy fallback = FallbackPolicy.DEFAULTS;
  private UnaryOperator<ResizeService> wrapping = UnaryOperator.identity();
  private boolean cached = true;
  private CacheLifetimes lifetimes = CacheLifetimes.DEFAULTS;
  private Duration leaseTime = Duration.ofSeconds(15);
  private Duration storeBudget = Duration.ofMillis(200);
  private int maxWaiters = 1000;
  private Duration priming = Duration.ZERO;
  private ResizeLimits limits = ResizeLimits.DEFAULTS;
  private @Nullable OnDamage onDamage;
  private ResizeListener listener = ResizeListener.NONE;
  private InstantSource clock = InstantSource.system();
  private LongSupplier nanoTime = System::nanoTime;

  ResizeServiceBuilder(ImageSource source) {
    this.source = Objects.requireNonNull(source, "source");
  }

  /**
   * Lets a remote engine make the images; this process steps in where that cannot answer.
   *
   * @param engine stays the caller's: closing what is built does not close it
   * @return this builder
   */
  public ResizeServiceBuilder remote(ResizeService engine) {
    remote = Objects.requireNonNull(engine, "engine");
    return this;
  }

  /**
   * Sets for which failures of the remote engine this process steps in.
   *
   * @param value {@link FallbackPolicy#DEFAULTS} by default
   * @return this builder
   */
  public ResizeServiceBuilder fallback(FallbackPolicy value) {
    fallback = Objects.requireNonNull(value, "fallback");
    return this;
  }

  /**
   * Wraps what makes the images, the fallback included, below the cache: to measure, trace or bound
   * the work. The wrapper is asked where an image has to be made, on the thread that makes it, and
   * never for what is in the cache. Of several wrappers the last is the outermost.
   *
   * @param wrapper gives a service around the one that it is given, such as a {@link
   *     ForwardingResizeService}; it must leave the {@linkplain ResizeService#engine() engine's
   *     name} as it is if it leaves the bytes as they are
   * @return this builder
   */
  public ResizeServiceBuilder wrapEngine(UnaryOperator<ResizeService> wrapper) {
    Objects.requireNonNull(wrapper, "wrapper");
    UnaryOperator<ResizeService> inner = wrapping;
    wrapping = engine -> wrapper.apply(inner.apply(engine));
    return this;
  }

  /**
   * Sets where results are kept.
   *
   * @param value stays the caller's: closing what is built does not close it; by default a new
   *     {@link MemoryCacheStore} with its default size
   * @return this builder
   */
  public ResizeServiceBuilder cache(CacheStore value) {
    store = Objects.requireNonNull(value, "cache");
    cached = true;
    return this;
  }

  /**
   * Makes each image anew, however many ask for it, and keeps none.
   *
   * @return this builder
   */
  public ResizeServiceBuilder withoutCache() {
    store = null;
    cached = false;
    return this;
  }

  /**
   * Sets how long results are kept.
   *
   * @param value {@link CacheLifetimes#DEFAULTS} by default
   * @return this builder
   */
  public ResizeServiceBuilder lifetimes(CacheLifetimes value) {
    lifetimes = Objects.requireNonNull(value, "lifetimes");
    return this;
  }

  /**
   * Sets for how long other processes that share a cache are kept from making an image that one of
   * them began to make and then died. As long as it lives its lease is renewed.
   *
   * @param value positive, at most an hour; 15 s by default
   * @return this builder
   */
  public ResizeServiceBuilder leaseTime(Duration value) {
    leaseTime = waiting("leaseTime", value);
    return this;
  }

  /**
   * Sets what all operations of one request on a remote cache may take together; then the request
   * goes on without it. The last of them may take longer, up to the store's own limit.
   *
   * @param value positive, at most an hour; 200 ms by default
   * @return this builder
   */
  public ResizeServiceBuilder storeBudget(Duration value) {
    storeBudget = waiting("storeBudget", value);
    return this;
  }

  /**
   * Sets how many callers may wait for one image, in this process, until further ones are told
   * {@link ImageResizeException.Reason#OVERLOADED}. It has no effect {@linkplain #withoutCache
   * without a cache}, where nobody waits for another caller.
   *
   * @param callers 1..1000000; 1000 by default
   * @return this builder
   */
  public ResizeServiceBuilder maxWaiters(int callers) {
    Require.range("maxWaiters", callers, 1, 1_000_000);
    maxWaiters = callers;
    return this;
  }

  private static Duration waiting(String field, Duration value) {
    Require.atMost(field, value, LONGEST_WAIT);
    return value;
  }

  /**
   * Sets the bounds within which this process reads originals and makes images.
   *
   * @param value {@link ResizeLimits#DEFAULTS} by default
   * @return this builder
   */
  public ResizeServiceBuilder limits(ResizeLimits value) {
    limits = Objects.requireNonNull(value, "limits");
    return this;
  }

  /**
   * Sets what becomes of damaged originals in this process, whatever the {@linkplain #limits
   * limits} say of it.
   *
   * @param policy to show what there is, which is the default, or to refuse them
   * @return this builder
   */
  public ResizeServiceBuilder onDamage(OnDamage policy) {
    onDamage = Objects.requireNonNull(policy, "onDamage");
    return this;
  }

  /**
   * Adds an ImageIO plug-in for originals in a format that this library does not know by itself.
   * Those of ImageIO's own registry are never used.
   *
   * @param value makes the readers of that format in this process
   * @return this builder
   */
  public ResizeServiceBuilder plugin(ImageReaderSpi value) {
    return codec(new ImageIoCodec(Objects.requireNonNull(value, "plugin")));
  }

  /**
   * Adds a codec to the engine in this process, for originals that no codec before it recognises
   * and for formats that none before it writes: this library's own come first, then those that were
   * added, plug-ins among them, in their order.
   *
   * @param value stays the caller's
   * @return this builder
   */
  public ResizeServiceBuilder codec(Codec value) {
    codecs.add(Objects.requireNonNull(value, "codec"));
    return this;
  }

  /**
   * Lets {@link #build} spend time on images that nobody asked for, so that the first ones that
   * somebody does are made fast: see {@link LocalResizeService#prime}.
   *
   * @param time how long {@code build} may take longer by that; at most an hour; zero, which is the
   *     default, is not at all
   * @return this builder
   */
  public ResizeServiceBuilder priming(Duration time) {
    priming = time.isZero() ? time : waiting("priming", time);
    return this;
  }

  /**
   * Sets who is told what happens, in every part of the service and in each tier of its cache. A
   * listener that throws, or is slow, disturbs no request: see {@link ResizeListener}.
   *
   * @param value nobody by default
   * @return this builder
   */
  public ResizeServiceBuilder listener(ResizeListener value) {
    listener = ResizeListener.queued(Objects.requireNonNull(value, "listener"));
    return this;
  }

  /**
   * Sets the clock by which what is cached ages.
   *
   * @param value the system's clock by default
   * @return this builder
   */
  public ResizeServiceBuilder clock(InstantSource value) {
    clock = Objects.requireNonNull(value, "clock");
    return this;
  }

  /**
   * Sets the time by which deadlines end, by which the cache waits, by which what it keeps ends,
   * and by which a remote engine or a store that kept failing is tried again.
   *
   * @param value monotonic nanoseconds; {@link System#nanoTime()} by default
   * @return this builder
   */
  public ResizeServiceBuilder nanoTime(LongSupplier value) {
    nanoTime = Objects.requireNonNull(value, "nanoTime");
    return this;
  }

  /**
   * Puts the service together; the builder may be used on.
   *
   * @return a new service, to be closed by the caller
   */
  public ResizeService build() {
    LocalResizeService local = local();
    if (!priming.isZero()) {
      local.prime(priming);
    }
    ResizeService engine =
        remote == null
            ? local
            : FallbackResizeService.builder(new ReportedResizeService(remote, listener), local)
                .policy(fallback)
                .versionsFromSecond(true)
                .listener(listener)
                .nanoTime(nanoTime)
                .build();
    ResizeService wrapped = wrapping.apply(engine);
    return cached ? caching(new VersionsBySource(wrapped, nanoTime)) : wrapped;
  }

  private LocalResizeService local() {
    ResizeLimits all = onDamage == null ? limits : limits.toBuilder().onDamage(onDamage).build();
    LocalResizeService.Builder local =
        LocalResizeService.builder(source)
            .limits(all)
            .listener(listener)
            .clock(Deadline.monotonic(nanoTime));
    codecs.forEach(local::codec);
    return local.build();
  }

  private ResizeService caching(ResizeService engine) {
    CacheStore kept = store != null ? store : MemoryCacheStore.builder().nanoTime(nanoTime).build();
    return CachingResizeService.builder(engine, kept)
        .lifetimes(lifetimes)
        .leaseTime(leaseTime)
        .waitTimeout(longestWork(engine))
        .storeBudget(storeBudget)
        .maxWaiters(maxWaiters)
        .listener(listener)
        .clock(clock)
        .nanoTime(nanoTime)
        .build();
  }

  /**
   * What a caller who makes an image needs at most, the lease of another process included: others
   * need not wait longer for it, and should not wait less long.
   */
  private Duration longestWork(ResizeService engine) {
    Duration work = engine.deadline().orElse(USUAL_REMOTE_DEADLINE.plus(limits.deadline()));
    return work.compareTo(LONGEST_WAIT.minus(leaseTime)) > 0 ? LONGEST_WAIT : leaseTime.plus(work);
  }
}
