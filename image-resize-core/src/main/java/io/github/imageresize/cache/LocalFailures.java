package io.github.imageresize.cache;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The failures that this node alone remembers: those that rest on the node itself, and those of the
 * moment that have repeated. Bounded; what does not fit is forgotten.
 */
final class LocalFailures {
  private static final long CAPACITY_BYTES = 8L << 20;

  /** A failure of the moment that comes this soon after one alike has repeated. */
  private static final Duration REPETITION = Duration.ofMinutes(10);

  private final CacheLifetimes lifetimes;
  private final InstantSource clock;
  private final MemoryCacheStore remembered;
  private final MemoryCacheStore metOnce;

  LocalFailures(CacheLifetimes lifetimes, InstantSource clock, LongSupplier nanoTime) {
    this.lifetimes = lifetimes;
    this.clock = clock;
    this.remembered = store(nanoTime);
    this.metOnce = store(nanoTime);
  }

  private static MemoryCacheStore store(LongSupplier nanoTime) {
    return MemoryCacheStore.builder().capacityBytes(CAPACITY_BYTES).nanoTime(nanoTime).build();
  }

  /** The failure that is remembered of a key. */
  Optional<ImageResizeException> find(CacheKey key) {
    return remembered
        .get(key)
        .filter(entry -> entry.isUsable(clock.millis()))
        .flatMap(CacheEntry::failure);
  }

  /** To be asked for before the work, so that an invalidation meanwhile makes its failure void. */
  Attempt begin(CacheKey key) {
    return new Attempt(key, remembered.token(key), metOnce.token(key));
  }

  /** Forgets the failures of a source. */
  void invalidate(String source) {
    remembered.invalidate(source);
    metOnce.invalidate(source);
  }

  /** Forgets all. */
  void clear() {
    remembered.clear();
    metOnce.clear();
  }

  /** Work on a key that may fail. */
  final class Attempt {
    private final CacheKey key;
    private final Lease remembering;
    private final Lease noting;

    private Attempt(CacheKey key, Lease remembering, Lease noting) {
      this.key = key;
      this.remembering = remembering;
      this.noting = noting;
    }

    /** The work ended well. */
    void succeeded() {
      metOnce.remove(key);
    }

    /** The work failed; what rests on the original is the shared store's to remember. */
    void failed(ImageResizeException failure) {
      boolean ofTheThread = Thread.currentThread().isInterrupted();
      if (failure.basis() == Basis.ORIGINAL || ofTheThread) {
        return;
      }
      Instant now = clock.instant();
      Optional<CacheEntry> entry = lifetimes.anyEntry(failure, now);
      if (entry.isPresent()) {
        boolean sure = failure.basis() == Basis.NODE || metOnce.get(key).isPresent();
        if (sure) {
          remembering.store(entry.get(), Duration.between(now, entry.get().usableUntil()));
        } else {
          noting.store(entry.get(), REPETITION);
        }
      }
    }
  }
}
