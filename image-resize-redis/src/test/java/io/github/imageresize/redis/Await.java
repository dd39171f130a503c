package io.github.imageresize.redis;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits, within bounds, for what another process does. */
final class Await {
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private Await() {}

  static void until(Duration atMost, String what, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within " + atMost + ": " + what);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }
}
