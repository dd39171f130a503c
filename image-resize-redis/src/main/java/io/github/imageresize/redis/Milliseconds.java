package io.github.imageresize.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Times as Redis is told them. */
final class Milliseconds {
  private Milliseconds() {}

  /** At least one, so that what is to last at all does. */
  static long of(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, but is " + value);
    }
    return Math.max(1, value.toMillis());
  }

  /** A random time near another one, so that what began together does not end together. */
  static long near(String name, Duration value) {
    double factor =
        1 + ThreadLocalRandom.current().nextDouble(-1, 1) * RedisCacheStore.JITTER_PERCENT / 100;
    return Math.max(1, Math.round(of(name, value) * factor));
  }

  static byte[] text(long millis) {
    return Long.toString(millis).getBytes(StandardCharsets.US_ASCII);
  }
}
