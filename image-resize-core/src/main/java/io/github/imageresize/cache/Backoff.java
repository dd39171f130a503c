package io.github.imageresize.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Remembers for a while what is to be left alone: sources that failed, keys that others refresh.
 */
final class Backoff {
  private static final int MAX_SUBJECTS = 10_000;

  private final Cache<Object, Long> restingUntil =
      Caffeine.newBuilder().maximumSize(MAX_SUBJECTS).executor(Runnable::run).build();
  private final LongSupplier nanoTime;

  Backoff(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void rest(Object subject, Duration time) {
    restingUntil.put(subject, nanoTime.getAsLong() + time.toNanos());
  }

  void forget(Object subject) {
    restingUntil.invalidate(subject);
  }

  boolean isResting(Object subject) {
    Long until = restingUntil.getIfPresent(subject);
    if (until == null) {
      return false;
    }
    if (until - nanoTime.getAsLong() > 0) {
      return true;
    }
    restingUntil.asMap().remove(subject, until);
    return false;
  }
}
