package io.github.imageresize.cache;

import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.function.Function;

/**
 * Lets each value end after a time of its own, counted from when it was written. Caffeine makes
 * such by itself from 3.2 on, but many hosts bring 3.1.
 */
record OwnLifetime<K, V>(Function<V, Duration> lifetime) implements Expiry<K, V> {

  static <K, V> OwnLifetime<K, V> sinceWritten(Function<V, Duration> lifetime) {
    return new OwnLifetime<>(lifetime);
  }

  @Override
  public long expireAfterCreate(K key, V value, long now) {
    return nanos(lifetime.apply(value));
  }

  @Override
  public long expireAfterUpdate(K key, V value, long now, long left) {
    return nanos(lifetime.apply(value));
  }

  @Override
  public long expireAfterRead(K key, V value, long now, long left) {
    return left;
  }

  /** Some 292 years count as forever. */
  private static long nanos(Duration time) {
    try {
      return time.toNanos();
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE;
    }
  }
}
