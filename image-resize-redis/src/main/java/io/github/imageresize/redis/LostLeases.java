package io.github.imageresize.redis;

import io.github.imageresize.cache.CacheKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Leases that Redis may hold for this node though no answer said so: the reply to the request for
 * one, or to its return, was lost. Who asks for one of the same key gets it as the same holder; the
 * others are to be returned, or all nodes would wait for a holder that is none.
 *
 * <p>Thread-safe.
 */
final class LostLeases {
  /** More than these, and older ones, end by themselves. */
  private static final int MOST = 1_000;

  private static final long LAST_NANOS = Duration.ofMinutes(5).toNanos();

  private final LongSupplier nanoTime;
  private final Map<CacheKey, Lost> leases = new ConcurrentHashMap<>();

  /** One of them; each is its own. */
  static final class Lost {
    private final CacheKey key;
    private final byte[] holder;
    private final long since;

    private Lost(CacheKey key, byte[] holder, long since) {
      this.key = key;
      this.holder = holder;
      this.since = since;
    }

    CacheKey key() {
      return key;
    }

    byte[] holder() {
      return holder;
    }
  }

  LostLeases(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void add(CacheKey key, byte[] holder) {
    if (leases.size() < MOST) {
      leases.put(key, new Lost(key, holder, nanoTime.getAsLong()));
    }
  }

  /** The holder of a key's lost lease, who is forgotten here; null if there is none. */
  byte @Nullable [] take(CacheKey key) {
    Lost lost = leases.isEmpty() ? null : leases.remove(key);
    return lost == null ? null : lost.holder;
  }

  /** A lost lease whose key meets a condition, which is forgotten here. */
  Optional<Lost> takeAny(Predicate<CacheKey> condition) {
    if (leases.isEmpty()) {
      return Optional.empty();
    }
    long now = nanoTime.getAsLong();
    leases.values().removeIf(lost -> now - lost.since > LAST_NANOS);
    return leases.values().stream()
        .filter(lost -> condition.test(lost.key) && leases.remove(lost.key, lost))
        .findFirst();
  }
}
