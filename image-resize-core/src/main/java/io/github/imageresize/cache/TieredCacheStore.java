package io.github.imageresize.cache;

import io.github.imageresize.ResizeListener;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Memory in front of a store that several processes share. What the far store gives is kept near
 * for a short time, so that often used images cost no round trip; leases come from the far store.
 *
 * <p>{@link #invalidate} holds for this process from its return on. Other processes drop their near
 * copies when the far store {@linkplain CacheStore#onInvalidation announces} the invalidation,
 * which is fast but not certain, and at the latest at the end of the near lifetime.
 *
 * <p>A far store that fails is reported to {@linkplain #addListener listeners} and left alone for a
 * while; until then and meanwhile what is near is served and what is made is kept near. Only {@code
 * invalidate} throws.
 *
 * <p>Thread-safe. Owns neither store: closing this ends the subscription to the far one.
 */
public final class TieredCacheStore implements CacheStore, AutoCloseable {
  private final MemoryCacheStore near;
  private final FailOpenStore far;
  private final StoreListeners observers = new StoreListeners();
  private final Duration nearLifetime;
  private final InvalidationListener.Subscription subscription;

  private TieredCacheStore(Builder builder) {
    near = builder.near;
    far = FailOpenStore.of(builder.far, observers, near.clock());
    nearLifetime = builder.nearLifetime;
    subscription = far.onInvalidation(new NearCopies(near));
  }

  /**
   * Starts with the defaults.
   *
   * @param near keeps copies; not to be used for anything else
   * @param far is shared with other processes
   * @return a new builder
   */
  public static Builder builder(MemoryCacheStore near, CacheStore far) {
    return new Builder(near, far);
  }

  @Override
  public Optional<CacheEntry> get(CacheKey key) {
    Optional<CacheEntry> copy = near.get(key);
    if (copy.isPresent()) {
      return copy;
    }
    // The token is older than the reading: an invalidation in between makes the copy void.
    try (Lease token = near.token(key)) {
      Optional<CacheEntry> shared = far.get(key);
      shared.ifPresent(entry -> token.store(entry, nearLifetime));
      return shared;
    }
  }

  @Override
  public void put(CacheKey key, CacheEntry entry, Duration timeToLive) {
    try (Lease token = near.token(key)) {
      far.put(key, entry, Require.positive("timeToLive", timeToLive));
      token.store(entry, nearTime(timeToLive));
    }
  }

  @Override
  public void invalidate(String source) {
    // The far store first: whoever reads it after that and fills the near one reads what is new.
    try {
      far.invalidate(source);
    } finally {
      near.invalidate(source);
    }
  }

  @Override
  public Lease lease(CacheKey key, Duration atMost) {
    Lease token = near.token(key);
    Lease shared = far.lease(key, Require.positive("atMost", atMost));
    if (shared != AbsentLease.INSTANCE) {
      // Whoever asks has no use for the copy: another process may have stored a newer entry.
      near.remove(key);
    }
    return new TieredLease(token, shared);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A listener hears what the near store hears: what is invalidated through this store, and what
   * the far one announces.
   */
  @Override
  public InvalidationListener.Subscription onInvalidation(InvalidationListener listener) {
    return near.onInvalidation(listener);
  }

  /** True: a far store that is slow or does not work is left alone, the near one never. */
  @Override
  public boolean protectsItself() {
    return true;
  }

  /** {@inheritDoc} Failures of the far store are told of, and evictions from the near one. */
  @Override
  public InvalidationListener.Subscription addListener(ResizeListener listener) {
    InvalidationListener.Subscription ofThis = observers.add(listener);
    InvalidationListener.Subscription ofNear = near.addListener(listener);
    InvalidationListener.Subscription ofFar = far.addListener(listener);
    return () -> {
      ofThis.close();
      ofNear.close();
      ofFar.close();
    };
  }

  /** Ends the subscription to the far store's invalidations. */
  @Override
  public void close() {
    subscription.close();
  }

  private Duration nearTime(Duration timeToLive) {
    return timeToLive.compareTo(nearLifetime) < 0 ? timeToLive : nearLifetime;
  }

  private final class TieredLease implements Lease {
    private final Lease token;
    private final Lease shared;

    private TieredLease(Lease token, Lease shared) {
      this.token = token;
      this.shared = shared;
    }

    @Override
    public boolean granted() {
      return shared.granted();
    }

    @Override
    public String holder() {
      return shared.holder();
    }

    @Override
    public Outcome store(CacheEntry entry, Duration timeToLive) {
      Outcome far = shared.store(entry, timeToLive);
      if (far == Outcome.REFUSED) {
        return far;
      }
      Outcome copied = token.store(entry, nearTime(timeToLive));
      return copied == Outcome.REFUSED ? copied : far;
    }

    @Override
    public boolean renew(Duration atMost) {
      return shared.renew(atMost);
    }

    @Override
    public void close() {
      shared.close();
      token.close();
    }
  }

  private record NearCopies(MemoryCacheStore near) implements InvalidationListener {

    @Override
    public void invalidated(String source) {
      near.invalidate(source);
    }

    @Override
    public void announcementsLost() {
      near.clear();
    }
  }

  /** Collects settings; every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private final MemoryCacheStore near;
    private final CacheStore far;
    private Duration nearLifetime = Duration.ofSeconds(30);

    private Builder(MemoryCacheStore near, CacheStore far) {
      this.near = Objects.requireNonNull(near, "near");
      this.far = Objects.requireNonNull(far, "far");
    }

    /**
     * Sets how long a copy is kept near: the longest time for which another process may serve what
     * was invalidated, if it missed the announcement.
     *
     * @param value positive; 30 s by default
     * @return this builder
     */
    public Builder nearLifetime(Duration value) {
      nearLifetime = Require.positive("nearLifetime", value);
      return this;
    }

    /**
     * Makes the store and subscribes it to the far one's invalidations; the builder may be used on.
     *
     * @return a new store, to be closed by the caller
     */
    public TieredCacheStore build() {
      return new TieredCacheStore(this);
    }
  }
}
