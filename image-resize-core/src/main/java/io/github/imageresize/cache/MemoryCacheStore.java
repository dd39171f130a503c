package io.github.imageresize.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.event.EntryEvicted;
import io.github.imageresize.internal.argument.Require;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
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
  /** What an entry is counted for beyond the bytes of its image and the characters of its texts. */
  public static final int ENTRY_OVERHEAD_BYTES = EntryWeight.OVERHEAD_BYTES;

  private static final int MAX_LEASES = 100_000;

  private final Cache<CacheKey, Held> entries;
  private final Cache<String, Generation> generations;
  private final Cache<CacheKey, MemoryLease> grants;
  private final long capacityBytes;
  private final long maxEntryBytes;
  private final Set<InvalidationListener> listeners = ConcurrentHashMap.newKeySet();
  private final StoreListeners observers = new StoreListeners();
  private final LongSupplier nanoTime;

  private record Held(Optional<CacheEntry> entry, Generation generation, long endsAt) {}

  private MemoryCacheStore(Builder builder) {
    nanoTime = builder.nanoTime;
    Ticker ticker = nanoTime::getAsLong;
    capacityBytes = builder.capacityBytes;
    maxEntryBytes = (long) (builder.capacityBytes * builder.largestEntry);
    entries =
        Caffeine.newBuilder()
            .maximumWeight(builder.capacityBytes)
            .weigher((CacheKey key, Held held) -> EntryWeight.of(key, held.entry.orElseThrow()))
            .expireAfter(OwnLifetime.<CacheKey, Held>of(held -> left(held.endsAt)))
            .ticker(ticker)
            .executor(Runnable::run)
            .evictionListener(this::evicted)
            .build();
    generations = Caffeine.newBuilder().weakValues().executor(Runnable::run).build();
    grants =
        Caffeine.newBuilder()
            .maximumSize(MAX_LEASES)
            .expireAfter(OwnLifetime.<CacheKey, MemoryLease>of(lease -> left(lease.endsAt())))
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
    if (held.generation.isRetired() || held.endsAt - nanoTime.getAsLong() <= 0) {
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
      observers.evicted(
          EntryEvicted.of(key.source(), EntryWeight.of(key, held.entry.orElseThrow())));
    }
  }

  /** The time by which entries end. */
  LongSupplier nanoTime() {
    return nanoTime;
  }

  /** Forgets every entry of every source, and refuses results of all work that is under way. */
  public void clear() {
    generations.asMap().keySet().forEach(this::retire);
    entries.invalidateAll();
    listeners.forEach(InvalidationListener::announcementsLost);
  }

  @Override
  public Lease lease(CacheKey key, Duration leaseTime) {
    Generation generation = generation(key);
    long endsAt = after(Require.positive("leaseTime", leaseTime));
    MemoryLease mine = MemoryLease.granted(this, key, generation, endsAt);
    MemoryLease holder =
        grants.asMap().compute(key, (same, held) -> held == null || isFree(held) ? mine : held);
    return holder == mine ? mine : MemoryLease.notGranted(this, key, generation, holder.holder());
  }

  private boolean isFree(MemoryLease held) {
    return held.isOvertaken() || held.endsAt() - nanoTime.getAsLong() <= 0;
  }

  /**
   * A lease that is never granted and stands in nobody's way: the means to keep what was read
   * elsewhere, unless the source is invalidated in between.
   */
  MemoryLease token(CacheKey key) {
    return MemoryLease.notGranted(this, key, generation(key), "");
  }

  /** Drops one entry, which is known to be out of date. */
  void remove(CacheKey key) {
    entries.invalidate(key);
  }

  Lease.Outcome put(CacheKey key, CacheEntry entry, Duration timeToLive, Generation generation) {
    return putUntil(after(Require.positive("timeToLive", timeToLive)), key, entry, generation);
  }

  Lease.Outcome putUntil(long endsAt, CacheKey key, CacheEntry entry, Generation generation) {
    if (EntryWeight.of(key, entry) > maxEntryBytes) {
      entries.invalidate(key);
    } else if (!generation.isRetired() && endsAt - nanoTime.getAsLong() > 0) {
      entries.put(key, new Held(Optional.of(entry.inMemory()), generation, endsAt));
    }
    return generation.isRetired() ? Lease.Outcome.REFUSED : Lease.Outcome.ACCEPTED;
  }

  boolean renew(MemoryLease lease, Duration leaseTime) {
    long endsAt = after(leaseTime);
    MemoryLease holder =
        grants
            .asMap()
            .computeIfPresent(
                lease.key(),
                (same, held) -> {
                  if (held == lease && !isFree(held)) {
                    held.endsAt(endsAt);
                  }
                  return held;
                });
    return holder == lease && !isFree(lease);
  }

  /** The moment that lies a time ahead; for centuries, the last that can be told from the past. */
  private long after(Duration time) {
    long most = Long.MAX_VALUE / 2;
    boolean centuries = time.compareTo(Duration.ofNanos(most)) > 0;
    return nanoTime.getAsLong() + (centuries ? most : time.toNanos());
  }

  private Duration left(long endsAt) {
    return Duration.ofNanos(Math.max(0, endsAt - nanoTime.getAsLong()));
  }

  void release(MemoryLease lease) {
    grants.asMap().remove(lease.key(), lease);
  }

  /**
   * How much the entries take at present, each counted for its image, its texts, and {@value
   * #ENTRY_OVERHEAD_BYTES} bytes more.
   *
   * @return bytes, at most the capacity
   */
  public long usedBytes() {
    entries.cleanUp();
    return entries.policy().eviction().orElseThrow().weightedSize().orElseThrow();
  }

  /**
   * How much the entries may take together.
   *
   * @return bytes, as set when the store was made
   */
  public long capacityBytes() {
    return capacityBytes;
  }

  private Generation generation(CacheKey key) {
    return generations.get(key.source(), source -> new Generation());
  }

  /** Collects settings; every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private long capacityBytes = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);
    private double largestEntry = 0.125;
    private LongSupplier nanoTime = System::nanoTime;

    private Builder() {}

    /**
     * Sets what the entries may take together; each counts for the bytes of its image, its path,
     * its other texts, and {@value MemoryCacheStore#ENTRY_OVERHEAD_BYTES} bytes more.
     *
     * @param bytes positive; 64 MiB by default, or an eighth of the largest heap if that is less,
     *     so that there is room beside it for the images that are being made
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
      Require.that(share > 0 && share <= 1, "largestEntry", "be above 0 and at most 1", share);
      largestEntry = share;
      return this;
    }

    /**
     * Sets the time by which entries and leases end, so that setting the clock does not matter.
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
     * @return a new, empty store
     */
    public MemoryCacheStore build() {
      return new MemoryCacheStore(this);
    }
  }
}
