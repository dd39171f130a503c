package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.Deadline;
import java.time.Duration;

/**
 * How fast a function is on this machine that cannot be stopped once it runs, such as a native one,
 * as far as it has been seen, so that work which would last beyond its deadline is not begun.
 * Thread-safe.
 */
final class NativeSpeed {
  /** The share of what was expected that a picture of the same size may well take instead. */
  private static final double EASIEST = 0.5;

  /** How much a measurement counts beside those before it. */
  private static final double WEIGHT = 0.25;

  /** Smaller pictures tell more of the call than of the pixels. */
  private static final long LEAST_PIXELS = 10_000;

  private volatile double nanosPerPixel;

  /**
   * Nothing has been seen yet.
   *
   * @param nanosPerPixel what is expected then
   */
  NativeSpeed(double nanosPerPixel) {
    this.nanosPerPixel = nanosPerPixel;
  }

  /**
   * Goes on only if there may be time enough.
   *
   * @throws io.github.imageresize.ImageResizeException with {@code TIMEOUT} if the time is over, or
   *     would be long before the end
   */
  void requireTime(long pixels, Deadline deadline) {
    deadline.check();
    Duration least = Duration.ofNanos((long) (pixels * nanosPerPixel * EASIEST));
    if (least.compareTo(deadline.remaining()) > 0) {
      throw deadline.exceeded();
    }
  }

  /** Takes into account how long a picture took. */
  synchronized void measured(long pixels, long nanos) {
    if (pixels >= LEAST_PIXELS) {
      double before = nanosPerPixel;
      nanosPerPixel = before + WEIGHT * ((double) nanos / pixels - before);
    }
  }
}
