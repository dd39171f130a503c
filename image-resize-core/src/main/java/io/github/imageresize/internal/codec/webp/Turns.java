package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.Deadline;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Work of which only so much is done at a time, in the order in which it came. Thread-safe. */
final class Turns {
  private final Semaphore free;

  Turns(int count) {
    free = new Semaphore(count, true);
  }

  /**
   * Waits for a turn, which {@link #end} gives back.
   *
   * @throws io.github.imageresize.ImageResizeException with {@code TIMEOUT} if none comes before
   *     the deadline, or the thread is interrupted
   */
  void await(Deadline deadline) {
    try {
      if (!free.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        throw deadline.exceeded();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Deadline.interrupted();
    }
  }

  void end() {
    free.release();
  }
}
