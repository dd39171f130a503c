package io.github.imageresize.redis;

import io.github.imageresize.internal.argument.Require;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Times as Redis is told them. */
final class Milliseconds {
  private Milliseconds() {}

  /** At least one, so that what is to last at all does. */
  static long of(String name, Duration value) {
    Require.positive(name, value);
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
