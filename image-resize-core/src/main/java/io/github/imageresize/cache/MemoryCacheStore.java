package io.github.imageresize.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.event.EntryEvicted;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps entries in this JVM's memory, bounded by bytes; what is used often and lately stays. Leases
 * coordinate the callers of this store.
 *
 * <p>Each entry holds the generation of its source that was current when its work began, and an
 * invalidation retires the source's generation: one step, however many entries there are. Dead
 * entries leave when they are next asked for, expire, or are evicted. The table of the current
 * generations holds them weakly, so it is no larger than what entries and leases refer to, and a
 * generation that is lost has no entry left that could come back.
 *
 * <p>Thread-safe.
 */
public final class MemoryCacheStore implements CacheStore {
  /** What an entry is counted for beyond the bytes of its image. */
  public static final int ENTRY_OVERHEAD_BYTES = 1024;

  private static final int MAX_LEASES = 100_000;

  private final Cache<CacheKey, Held> entries;
  private final Cache<String, Generation> generations;
  private final Cache<CacheKey, MemoryLease> grants;
  private final long maxEntryBytes;
  private final Set<InvalidationListener> listeners = ConcurrentHashMap.newKeySet();
  private final StoreListeners observers = new StoreListeners();
  private final InstantSource clock;

  private record Held(Optional<CacheEntry> entry, Generation generation, Duration timeToLive) {}

  private MemoryCacheStore(Builder builder) {
    clock = builder.clock;
    Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    maxEntryBytes = (long) (builder.capacityBytes * builder.largestEntry);
    entries =
        Caffeine.newBuilder()
            .maximumWeight(builder.capacityBytes)
            .weigher((CacheKey key, Held held) -> weight(held.entry.orElseThrow()))
            .expireAfter(OwnLifetime.<CacheKey, Held>sinceWritten(Held::timeToLive))
            .ticker(ticker)
            .executor(Runnable::run)
            .evictionListener(this::evicted)
            .build();
    generations = Caffeine.newBuilder().weakValues().executor(Runnable::run).build();
    grants =
        Caffeine.newBuilder()
            .maximumSize(MAX_LEASES)
            .expireAfter(OwnLifetime.<CacheKey, MemoryLease>sinceCreated(MemoryLease::atMost))
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /**
   * A store of a given size with all else at its default.
   *
   * @param bytes what the entries may take together, positive
   * @return a new store
   */
  public static MemoryCacheStore ofBytes(long bytes) {
    return builder().capacityBytes(bytes).build();
  }

  /**
   * Starts with the defaults.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Optional<CacheEntry> get(CacheKey key) {
    Held held = entries.getIfPresent(key);
    if (held == null) {
      return Optional.empty();
    }
    if (held.generation.isRetired()) {
      entries.asMap().remove(key, held);
      return Optional.empty();
    }
    return held.entry;
  }

  @Override
  public void put(CacheKey key, CacheEntry entry, Duration timeToLive) {
    put(key, entry, timeToLive, generation(key));
  }

  @Override
  public void invalidate(String source) {
    retire(source);
    listeners.forEach(listener -> listener.invalidated(source));
  }

  private void retire(String source) {
    // In one step: a second caller must not return before the first has retired the generation.
    generations
        .asMap()
        .computeIfPresent(
            source,
            (same, generation) -> {
              generation.retire();
              return null;
            });
  }

  /** True: it has nothing that could be slow or fail. */
  @Override
  public boolean protectsItself() {
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A listener is told of the invalidations of this store before {@link #invalidate} returns,
   * and of a {@link #clear} as of lost announcements.
   */
  @Override
  public InvalidationListener.Subscription onInvalidation(InvalidationListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return () -> listeners.remove(listener);
  }

  /** {@inheritDoc} Evictions are told of, in the midst of the call that had no room. */
  @Override
  public InvalidationListener.Subscription addListener(ResizeListener listener) {
    return observers.add(listener);
  }

  private void evicted(@Nullable CacheKey key, @Nullable Held held, RemovalCause cause) {
    if (cause == RemovalCause.SIZE && key != null && held != null) {
      observers.evicted(EntryEvicted.of(key.source(), weight(held.entry.orElseThrow())));
    }
  }

  /** The clock by which entries end. */
  InstantSource clock() {
    return clock;
  }

  /** Forgets every entry of every source, and refuses results of all work that is under way. */
  public void clear() {
    generations.asMap().keySet().forEach(this::retire);
    entries.invalidateAll();
    listeners.forEach(InvalidationListener::announcementsLost);
  }

  @Override
  public Lease lease(CacheKey key, Duration atMost) {
    Generation generation = generation(key);
    MemoryLease mine = new MemoryLease(this, key, generation, Require.positive("atMost", atMost));
    MemoryLease holder =
        grants
            .asMap()
            .compute(key, (same, held) -> held == null || held.isOvertaken() ? mine : held);
    return holder == mine ? mine : new MemoryLease(this, key, generation, Duration.ZERO);
  }

  /**
   * A lease that is never granted and stands in nobody's way: the means to keep what was read
   * elsewhere, unless the source is invalidated in between.
   */
  Lease token(CacheKey key) {
    return new MemoryLease(this, key, generation(key), Duration.ZERO);
  }

  /** Drops one entry, which is known to be out of date. */
  void remove(CacheKey key) {
    entries.invalidate(key);
  }

  Lease.Outcome put(CacheKey key, CacheEntry entry, Duration timeToLive, Generation generation) {
    Require.positive("timeToLive", timeToLive);
    if (weight(entry) > maxEntryBytes) {
      entries.invalidate(key);
    } else if (!generation.isRetired()) {
      entries.put(key, new Held(Optional.of(entry.inMemory()), generation, timeToLive));
    }
    return generation.isRetired() ? Lease.Outcome.REFUSED : Lease.Outcome.ACCEPTED;
  }

  void release(MemoryLease lease) {
    grants.asMap().remove(lease.key(), lease);
  }

  /**
   * How much the entries take at present, each counted for {@value #ENTRY_OVERHEAD_BYTES} bytes
   * beyond its image.
   *
   * @return bytes, at most the capacity
   */
  public long usedBytes() {
    entries.cleanUp();
    return entries.policy().eviction().orElseThrow().weightedSize().orElseThrow();
  }

  private Generation generation(CacheKey key) {
    return generations.get(key.source(), source -> new Generation());
  }

  private static int weight(CacheEntry entry) {
    return (int) Math.min(Integer.MAX_VALUE, (long) entry.imageLength() + ENTRY_OVERHEAD_BYTES);
  }

  /** Collects settings; every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private long capacityBytes = 64L << 20;
    private double largestEntry = 0.125;
    private InstantSource clock = InstantSource.system();

    private Builder() {}

    /**
     * Sets what the entries may take together; each counts for the bytes of its image and {@value
     * MemoryCacheStore#ENTRY_OVERHEAD_BYTES} more.
     *
     * @param bytes positive; 64 MiB by default
     * @return this builder
     */
    public Builder capacityBytes(long bytes) {
      capacityBytes = Require.atLeast("capacityBytes", bytes, 1);
      return this;
    }

    /**
     * Sets the largest entry that is kept, so that one image can't drive out all others.
     *
     * @param share of the capacity, above 0, at most 1; 0.125 by default
     * @return this builder
     */
    public Builder largestEntry(double share) {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "largestEntry must be above 0 and at most 1, but is " + share);
      }
      largestEntry = share;
      return this;
    }

    /**
     * Sets the clock by which entries and leases end.
     *
     * @param value the system's clock by default
     * @return this builder
     */
    public Builder clock(InstantSource value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * Makes the store; the builder may be used on.
     *
     * @return a new, empty store
     */
    public MemoryCacheStore build() {
      return new MemoryCacheStore(this);
    }
  }
}
