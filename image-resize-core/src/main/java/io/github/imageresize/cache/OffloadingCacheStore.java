package io.github.imageresize.cache;

import io.github.imageresize.ResizeListener;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.internal.argument.Require;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps images that are too large for a store in a {@link LargeImageStore}, so that they are not
 * made anew for each who asks. The store keeps in their place where they are: leases, lifetimes and
 * {@link #invalidate} are its own and promise what they promise for every other image. Put it
 * behind a {@link TieredCacheStore}'s memory, around the store that all nodes share.
 *
 * <p>An image that is not where it should be is a miss, and so is one whose bytes are not those
 * that were written. Where large images cannot be written, the store gets them, as it would without
 * this. A place that fails, or takes longer than {@value #SLOW_SECONDS} s, five times in a row is
 * left alone for five seconds. The time of a transfer is not counted in a request's {@link
 * StoreBudget}: the place limits it.
 *
 * <p>Nothing is ever deleted here, since one image may be that of several keys: the place is to
 * forget what it has kept for longer than the {@linkplain CacheLifetimes hard lifetime}, or what it
 * has no room for.
 *
 * <p>Thread-safe.
 */
public final class OffloadingCacheStore extends ForwardingCacheStore {
  /** A transfer that takes longer counts as a failure. */
  static final int SLOW_SECONDS = 5;

  private final CacheStore store;
  private final Place place;
  private final @Nullable StoreBudget budget;

  private OffloadingCacheStore(CacheStore store, Place place, @Nullable StoreBudget budget) {
    super(store);
    this.store = store;
    this.place = place;
    this.budget = budget;
  }

  /**
   * Starts with the defaults.
   *
   * @param store keeps everything but large images
   * @param images keeps these
   * @return a new builder
   */
  public static Builder builder(CacheStore store, LargeImageStore images) {
    return new Builder(store, images);
  }

  @Override
  protected CacheStore around(CacheStore other) {
    return new OffloadingCacheStore(other, place, null);
  }

  @Override
  public CacheStore within(StoreBudget shared) {
    // What protects itself counts its own time alone; else whoever does counts the transfer too.
    return new OffloadingCacheStore(
        store.within(shared), place, store.protectsItself() ? null : shared);
  }

  @Override
  public Optional<CacheEntry> get(CacheKey key) {
    return store.get(key).flatMap(this::whole);
  }

  @Override
  public void put(CacheKey key, CacheEntry entry, Duration timeToLive) {
    store.put(key, offloaded(entry), timeToLive);
  }

  @Override
  public Lease lease(CacheKey key, Duration leaseTime) {
    return new OffloadingLease(store.lease(key, leaseTime));
  }

  @Override
  public EntryOrLease getOrLease(CacheKey key, Duration leaseTime) {
    EntryOrLease answer = store.getOrLease(key, leaseTime);
    Optional<CacheEntry> entry = answer.entry().flatMap(this::whole);
    return entry
        .map(EntryOrLease::of)
        .orElseGet(
            () ->
                EntryOrLease.of(
                    answer
                        .lease()
                        .<Lease>map(OffloadingLease::new)
                        .orElseGet(() -> lease(key, leaseTime))));
  }

  /** {@inheritDoc} Failures of the place of large images are told of as well. */
  @Override
  public InvalidationListener.Subscription addListener(ResizeListener listener) {
    InvalidationListener.Subscription ofStore = store.addListener(listener);
    InvalidationListener.Subscription ofPlace = place.observers.add(listener);
    return () -> {
      ofStore.close();
      ofPlace.close();
    };
  }

  private Optional<CacheEntry> whole(CacheEntry entry) {
    Elsewhere at = entry.elsewhere();
    return at == null ? Optional.of(entry) : uncounted(() -> place.read(at)).map(entry::whole);
  }

  private CacheEntry offloaded(CacheEntry entry) {
    if (entry.imageLength() <= place.largest) {
      return entry;
    }
    return uncounted(() -> place.write(entry.image().orElseThrow()))
        .map(entry::keptElsewhere)
        .orElse(entry);
  }

  private <T> Optional<T> uncounted(Supplier<Optional<T>> transfer) {
    return budget == null ? transfer.get() : budget.notCounting(transfer);
  }

  private final class OffloadingLease extends ForwardingLease {
    private OffloadingLease(Lease lease) {
      super(lease);
    }

    /** The image first: who finds the entry finds the image too. */
    @Override
    public Outcome store(CacheEntry entry, Duration timeToLive) {
      return super.store(offloaded(entry), timeToLive);
    }
  }

  /** The store of large images and how it is; the same for every request. */
  private static final class Place {
    private final LargeImageStore images;
    private final int largest;
    private final StoreListeners observers = new StoreListeners();
    private final StoreHealth health;

    private Place(Builder builder) {
      images = builder.images;
      largest = builder.largerThan;
      health =
          new StoreHealth(
              images.getClass().getSimpleName(),
              false,
              Duration.ofSeconds(SLOW_SECONDS),
              observers,
              builder.nanoTime);
    }

    private Optional<byte[]> read(Elsewhere at) {
      return attempt("read", () -> images.read(at.name(), at.length())).filter(at::isOf);
    }

    private Optional<Elsewhere> write(ResizedImage image) {
      Elsewhere at = Elsewhere.of(image.asByteBuffer());
      return attempt(
          "write",
          () -> {
            images.write(at.name(), image.asByteBuffer());
            return Optional.of(at);
          });
    }

    private <T> Optional<T> attempt(String operation, Supplier<Optional<T>> call) {
      if (!health.allows()) {
        return Optional.empty();
      }
      long begun = health.now();
      try {
        Optional<T> answer = Objects.requireNonNull(call.get(), "the store gave null");
        health.answered(operation, begun);
        return answer;
      } catch (RuntimeException failure) {
        health.failed(operation, failure);
        return Optional.empty();
      }
    }
  }

  /** Collects settings; every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private final CacheStore store;
    private final LargeImageStore images;
    private int largerThan = 4 << 20;
    private LongSupplier nanoTime = System::nanoTime;

    private Builder(CacheStore store, LargeImageStore images) {
      this.store = Objects.requireNonNull(store, "store");
      this.images = Objects.requireNonNull(images, "images");
    }

    /**
     * Sets from which size on images are kept elsewhere. The store must keep those that are not.
     *
     * @param bytes of the encoded image, 0 or more; an image with more of them is kept elsewhere; 4
     *     MiB by default, which is what the Redis store keeps
     * @return this builder
     */
    public Builder largerThan(int bytes) {
      largerThan = (int) Require.atLeast("largerThan", bytes, 0);
      return this;
    }

    /**
     * Sets the time by which a place that kept failing is tried again.
     *
     * @param value monotonic nanoseconds; {@link System#nanoTime()} by default
     * @return this builder
     */
    public Builder nanoTime(LongSupplier value) {
      nanoTime = Objects.requireNonNull(value, "nanoTime");
      return this;
    }

    /**
     * Makes the store; the builder may be used on.
     *
     * @return a new store
     */
    public OffloadingCacheStore build() {
      return new OffloadingCacheStore(store, new Place(this), null);
    }
  }
}
