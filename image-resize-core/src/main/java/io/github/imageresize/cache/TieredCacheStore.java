package io.github.imageresize.cache;

import io.github.imageresize.ResizeListener;
import io.github.imageresize.internal.argument.Require;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Memory in front of a store that several processes share. What the far store gives is kept near
 * for a short time, so that often used images cost no round trip; leases come from the far store.
 *
 * <p>{@link #invalidate} holds for this process from its return on, for what the far store does not
 * give any more. Other processes drop their near copies when the far store {@linkplain
 * CacheStore#onInvalidation announces} the invalidation, which is fast but not certain, and at the
 * latest when the near lifetime has passed since the far store was asked. That holds for a process
 * which is cut off from the far store as well: what it makes meanwhile is kept near for no longer
 * than the near lifetime from the time at which its work began, and is then made anew.
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
  private final Tiers tiers;
  private final LongSupplier nanoTime;
  private final long nearNanos;
  private final InvalidationListener.Subscription subscription;

  private TieredCacheStore(Builder builder) {
    near = builder.near;
    nanoTime = near.nanoTime();
    nearNanos = builder.nearLifetime.toNanos();
    far = FailOpenStore.of(builder.far, observers, nanoTime);
    tiers = new Tiers(far);
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
    return tiers.get(key);
  }

  @Override
  public void put(CacheKey key, CacheEntry entry, Duration timeToLive) {
    tiers.put(key, entry, timeToLive);
  }

  @Override
  public void invalidate(String source) {
    tiers.invalidate(source);
  }

  @Override
  public Lease lease(CacheKey key, Duration leaseTime) {
    return tiers.lease(key, leaseTime);
  }

  @Override
  public EntryOrLease getOrLease(CacheKey key, Duration leaseTime) {
    return tiers.getOrLease(key, leaseTime);
  }

  /** The budget is the far store's: what is near costs no time to speak of. */
  @Override
  public CacheStore within(StoreBudget budget) {
    return new Tiers(far.within(budget));
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

  /** Both tiers as one request sees them. */
  private final class Tiers implements CacheStore {
    private final CacheStore shared;

    private Tiers(CacheStore shared) {
      this.shared = shared;
    }

    @Override
    public Optional<CacheEntry> get(CacheKey key) {
      Optional<CacheEntry> copy = near.get(key);
      if (copy.isPresent()) {
        return copy;
      }
      // Token and time are older than the reading: an invalidation in between makes the copy void.
      MemoryLease token = near.token(key);
      long ends = nearEnd();
      Optional<CacheEntry> found = shared.get(key);
      found.ifPresent(entry -> token.storeUntil(ends, entry));
      return found;
    }

    @Override
    public void put(CacheKey key, CacheEntry entry, Duration timeToLive) {
      MemoryLease token = near.token(key);
      long ends = nearEnd(Require.positive("timeToLive", timeToLive));
      shared.put(key, entry, timeToLive);
      token.storeUntil(ends, entry);
    }

    @Override
    public void invalidate(String source) {
      // The far store first: whoever reads it after that and fills the near one reads what is new.
      try {
        shared.invalidate(source);
      } finally {
        near.invalidate(source);
      }
    }

    @Override
    public Lease lease(CacheKey key, Duration leaseTime) {
      MemoryLease token = near.token(key);
      long ends = nearEnd();
      Lease lease = shared.lease(key, Require.positive("leaseTime", leaseTime));
      if (lease != AbsentLease.INSTANCE) {
        // Whoever asks has no use for the copy: another process may have stored a newer entry.
        near.remove(key);
      }
      return new TieredLease(token, ends, lease);
    }

    @Override
    public EntryOrLease getOrLease(CacheKey key, Duration leaseTime) {
      Optional<CacheEntry> copy = near.get(key);
      if (copy.isPresent()) {
        return EntryOrLease.of(copy.get());
      }
      MemoryLease token = near.token(key);
      long ends = nearEnd();
      EntryOrLease answer = shared.getOrLease(key, Require.positive("leaseTime", leaseTime));
      answer.entry().ifPresent(entry -> token.storeUntil(ends, entry));
      return answer
          .lease()
          .map(lease -> EntryOrLease.of(new TieredLease(token, ends, lease)))
          .orElse(answer);
    }
  }

  private long nearEnd() {
    return nanoTime.getAsLong() + nearNanos;
  }

  private long nearEnd(Duration timeToLive) {
    boolean longer = timeToLive.compareTo(Duration.ofNanos(nearNanos)) > 0;
    return nanoTime.getAsLong() + (longer ? nearNanos : timeToLive.toNanos());
  }

  private final class TieredLease extends ForwardingLease {
    private final MemoryLease token;
    private final long tokenEnds;

    private TieredLease(MemoryLease token, long tokenEnds, Lease lease) {
      super(lease);
      this.token = token;
      this.tokenEnds = tokenEnds;
    }

    /** What the far store vouches for was good when it was asked; else, when the work began. */
    @Override
    public Outcome store(CacheEntry entry, Duration timeToLive) {
      long ends = nearEnd(Require.positive("timeToLive", timeToLive));
      Outcome outcome = super.store(entry, timeToLive);
      if (outcome == Outcome.REFUSED) {
        return outcome;
      }
      boolean checked = outcome == Outcome.ACCEPTED;
      Outcome copied = token.storeUntil(checked ? ends : Math.min(ends, tokenEnds), entry);
      return copied == Outcome.REFUSED ? copied : outcome;
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
     * @param value positive, at most a day; 30 s by default
     * @return this builder
     */
    public Builder nearLifetime(Duration value) {
      Require.atMost("nearLifetime", value, Duration.ofDays(1));
      nearLifetime = value;
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
