package io.github.imageresize.codec.webp;

import io.github.imageresize.Deadline;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Work of which only so much is done at a time, in the order in which it came. Thread-safe. */
final class Turns {
  private final Semaphore free;

  Turns(int count) {
    free = new Semaphore(count, true);
  }

  /** The right to work, until it is closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for a turn.
   *
   * @throws io.github.imageresize.ImageResizeException with {@code TIMEOUT} if none comes before
   *     the deadline, or the thread is interrupted
   */
  Turn await(Deadline deadline) {
    try {
      if (!free.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        throw deadline.exceeded();
      }
      return free::release;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Deadline.interrupted();
    }
  }
}
