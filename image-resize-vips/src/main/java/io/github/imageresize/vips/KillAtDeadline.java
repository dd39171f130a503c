package io.github.imageresize.vips;

import io.github.imageresize.Deadline;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends the work on an image when its deadline passes. libvips looks between tiles and lines; one
 * call into libheif, libjxl or libaom runs to its end, which the limits on pixels bound.
 */
final class KillAtDeadline {
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "image-resize-vips-deadline");
            thread.setDaemon(true);
            return thread;
          });

  private KillAtDeadline() {}

  /**
   * Does work on an image.
   *
   * @throws io.github.imageresize.ImageResizeException with {@code TIMEOUT} if the deadline has
   *     passed meanwhile, however the work ended
   */
  static <T> T watching(VipsImage image, Deadline deadline, Supplier<T> work) {
    long millis = Math.max(0, deadline.remaining().toMillis());
    ScheduledFuture<?> kill = CLOCK.schedule(image::kill, millis, TimeUnit.MILLISECONDS);
    try {
      return work.get();
    } catch (VipsException e) {
      deadline.check();
      throw e;
    } finally {
      kill.cancel(false);
    }
  }
}
