package io.github.imageresize;

import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.event.EngineFallback;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Asks one service and, where that cannot answer, another: Lambda and then this process, or the
 * other way round.
 *
 * <p>The second is asked for the failures that a {@link FallbackPolicy} names: by default outages,
 * overload and timeouts, never a bad image or a bad request, which the second could do no better
 * with, and never an image that the first died of. An interrupted thread does not fall back either.
 * If both fail, the second's failure is thrown with the first's suppressed in it.
 *
 * <p>A first service that fails five times in a row, by an outage or a timeout, is not asked for
 * five seconds; the second is asked at once. Then the first is tried again, beside a request that
 * the second answers, so that nobody waits for one that hangs. Overload does not count: an
 * overloaded service says so at once, and may have room a moment later. Nor does a verdict on an
 * image, whatever its reason.
 *
 * <p>The images are found under the first's {@link #engine()}. What the second makes is {@linkplain
 * ResizedImage#isProvisional() provisional} if its engine has another name, and what that fails at
 * is a failure of the {@linkplain ImageResizeException.Basis#MOMENT moment}: the first is to decide
 * as soon as it works again.
 *
 * <p>Thread-safe if both services and the listener are. Owns neither service: closing this closes
 * nothing.
 */
public final class FallbackResizeService implements ResizeService {
  private final ResizeService first;
  private final ResizeService second;
  private final FallbackPolicy policy;
  private final ResizeListener listener;
  private final GuardedEngine guarded;
  private final FallbackLog log;
  private final boolean versionsFromSecond;
  private final boolean alike;

  private FallbackResizeService(Builder builder) {
    first = builder.first;
    second = builder.second;
    policy = builder.policy;
    listener = ResizeListener.shielded(builder.listener);
    log = new FallbackLog(first.engine(), builder.nanoTime);
    guarded = new GuardedEngine(first.engine(), builder.nanoTime, log, builder.prober);
    versionsFromSecond = builder.versionsFromSecond;
    alike = isNodeOf(first.engine(), second.engine());
  }

  /**
   * Puts one service behind another.
   *
   * @param first is asked first, and names the engine
   * @param second is asked where the first cannot answer
   * @return a builder with all else at its default
   */
  public static Builder builder(ResizeService first, ResizeService second) {
    return new Builder(first, second);
  }

  /** Whether an engine is another, or one of its nodes, which say more after two dashes. */
  private static boolean isNodeOf(String engine, String node) {
    return node.equals(engine) || node.startsWith(engine + "--");
  }

  @Override
  public ResizedImage resize(ImageRequest request) {
    try {
      return guarded.ask(() -> first.resize(request));
    } catch (ImageResizeException failure) {
      if (!mayFallBack(failure)) {
        throw failure;
      }
      log.fellBack(failure);
      listener.fellBack(EngineFallback.of(request, failure, first.engine(), second.engine()));
      return standIn(request, failure);
    }
  }

  /** What the first has at once; the second is not asked. */
  @Override
  public Optional<ResizedImage> cached(ImageRequest request) {
    return first.cached(request);
  }

  /**
   * What the first says, or the second where the first does not know or cannot answer; the other
   * way round where versions are the second's.
   */
  @Override
  public Optional<String> currentVersion(ImageRequest request) {
    return versionsFromSecond
        ? version(() -> second.currentVersion(request), () -> ofFirst(request))
        : version(() -> ofFirst(request), () -> second.currentVersion(request));
  }

  private Optional<String> ofFirst(ImageRequest request) {
    return guarded.ask(() -> first.currentVersion(request));
  }

  private Optional<String> version(
      Supplier<Optional<String>> usual, Supplier<Optional<String>> otherwise) {
    try {
      Optional<String> version = usual.get();
      return version.isPresent() ? version : otherwise.get();
    } catch (ImageResizeException failure) {
      if (!mayFallBack(failure)) {
        throw failure;
      }
      return otherwise.get();
    }
  }

  /** What the first says, or the second where the first can't. */
  @Override
  public ImageDescription describe(String source) {
    try {
      return guarded.ask(() -> first.describe(source));
    } catch (ImageResizeException failure) {
      if (!mayFallBack(failure)) {
        throw failure;
      }
      return second.describe(source);
    }
  }

  /** What both keep is forgotten. */
  @Override
  public void invalidate(String source) {
    try {
      first.invalidate(source);
    } finally {
      second.invalidate(source);
    }
  }

  /** What both can write, so that a format once agreed upon does not rest on who makes it. */
  @Override
  public Set<ImageFormat> outputFormats() {
    Set<ImageFormat> both = EnumSet.copyOf(first.outputFormats());
    both.retainAll(second.outputFormats());
    return both.isEmpty() ? first.outputFormats() : Set.copyOf(both);
  }

  /** The first's engine. */
  @Override
  public String engine() {
    return first.engine();
  }

  /** The deadlines of both together. */
  @Override
  public Optional<Duration> deadline() {
    return first.deadline().flatMap(one -> second.deadline().map(one::plus));
  }

  private ResizedImage standIn(ImageRequest request, ImageResizeException failure) {
    try {
      ResizedImage image = second.resize(request);
      return alike ? image : image.asProvisional();
    } catch (ImageResizeException alsoFailed) {
      ImageResizeException thrown = alike ? alsoFailed : alsoFailed.withBasis(Basis.MOMENT);
      if (thrown != failure) {
        thrown.addSuppressed(failure);
      }
      throw thrown;
    }
  }

  private boolean mayFallBack(ImageResizeException failure) {
    return policy.fallsBackOn(failure) && !Thread.currentThread().isInterrupted();
  }

  /** Collects settings. Not thread-safe. */
  public static final class Builder {
    private final ResizeService first;
    private final ResizeService second;
    private FallbackPolicy policy = FallbackPolicy.DEFAULTS;
    private ResizeListener listener = ResizeListener.NONE;
    private LongSupplier nanoTime = System::nanoTime;
    private Executor prober = GuardedEngine::probe;
    private boolean versionsFromSecond;

    private Builder(ResizeService first, ResizeService second) {
      this.first = Objects.requireNonNull(first, "first");
      this.second = Objects.requireNonNull(second, "second");
    }

    /**
     * Sets for which failures of the first the second is asked.
     *
     * @param value {@link FallbackPolicy#DEFAULTS} by default
     * @return this builder
     */
    public Builder policy(FallbackPolicy value) {
      policy = Objects.requireNonNull(value, "policy");
      return this;
    }

    /**
     * Asks the second for the versions of originals, and the first only where the second cannot
     * tell: where the second reads the same originals itself, it costs less than calling the first.
     *
     * @param value whether to; false by default
     * @return this builder
     */
    public Builder versionsFromSecond(boolean value) {
      versionsFromSecond = value;
      return this;
    }

    /** Sets where a first service that kept failing is tried again; for tests. */
    Builder prober(Executor value) {
      prober = value;
      return this;
    }

    /**
     * Sets who is told of each fallback.
     *
     * @param value nobody by default
     * @return this builder
     */
    public Builder listener(ResizeListener value) {
      listener = Objects.requireNonNull(value, "listener");
      return this;
    }

    /**
     * Sets the time by which a first service that kept failing is tried again.
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
     * @return a new service
     */
    public FallbackResizeService build() {
      return new FallbackResizeService(this);
    }
  }
}
