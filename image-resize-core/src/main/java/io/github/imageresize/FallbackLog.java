package io.github.imageresize;

import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.internal.breaker.CircuitBreaker;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells an operator of an engine that cannot answer: when it is let alone and when it works again,
 * and in between one failure of each reason a minute, with how many went untold.
 *
 * <p>Thread-safe.
 */
final class FallbackLog {
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final System.Logger LOG = System.getLogger(FallbackResizeService.class.getName());

  private final String engine;
  private final LongSupplier nanoTime;
  private final Map<Reason, Told> told = new EnumMap<>(Reason.class);

  /** When a reason was logged last, and what has not been since. */
  private record Told(long at, int untold) {}

  FallbackLog(String engine, LongSupplier nanoTime) {
    this.engine = engine;
    this.nanoTime = nanoTime;
  }

  void fellBack(ImageResizeException failure) {
    int untold = countUntold(failure.reason());
    if (untold >= 0) {
      LOG.log(
          Level.WARNING,
          "The engine {0} could not answer, so another one is asked ({1}, {2} more untold): {3}",
          engine,
          failure.reason(),
          untold,
          failure.getMessage());
    }
  }

  void letAlone(ImageResizeException failure) {
    LOG.log(
        Level.WARNING,
        "The engine {0} failed {1} times in a row and is tried every {2} s only: {3}",
        engine,
        CircuitBreaker.FAILURES_TO_OPEN,
        CircuitBreaker.PAUSE.toSeconds(),
        failure.getMessage());
  }

  void worksAgain() {
    LOG.log(Level.WARNING, "The engine {0} works again", engine);
  }

  /** How many failures went untold since the last that was told; -1 if this one does too. */
  private synchronized int countUntold(Reason reason) {
    long now = nanoTime.getAsLong();
    Told last = told.get(reason);
    if (last != null && now - last.at() < PAUSE_NANOS) {
      told.put(reason, new Told(last.at(), last.untold() + 1));
      return -1;
    }
    told.put(reason, new Told(now, 0));
    return last == null ? 0 : last.untold();
  }
}
