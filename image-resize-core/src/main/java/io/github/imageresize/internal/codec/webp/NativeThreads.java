package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.Deadline;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that native functions run on: few, however many callers there are. The C library has
 * a heap for each thread, up to eight for a processor, and keeps in each of them what it gave out
 * at most, so that memory which is freed would grow with the callers. Daemons that exist only while
 * there is work. Thread-safe.
 */
final class NativeThreads {
  private static final int IDLE_SECONDS = 10;

  private final Turns turns;
  private final ThreadPoolExecutor threads;

  /**
   * No thread yet.
   *
   * @param name the name of each
   * @param count how many there are at most, 1 or more
   */
  NativeThreads(String name, int count) {
    turns = new Turns(count);
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> thread(name, work));
    threads.allowCoreThreadTimeOut(true);
  }

  /** It keeps nothing of the caller who happens to be the first. */
  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  /**
   * Waits for a thread, and until the work is done there: it cannot be stopped, and what was
   * admitted for it is in use as long as it lasts. An interrupt meanwhile is kept for later.
   *
   * @throws io.github.imageresize.ImageResizeException with {@code TIMEOUT} if no thread is free
   *     before the deadline, or the caller is interrupted before; or whatever the work throws
   */
  <T> T run(Deadline deadline, Callable<T> work) throws IOException {
    turns.await(deadline);
    try {
      return result(threads.submit(work));
    } finally {
      turns.end();
    }
  }

  private static <T> T result(Future<T> running) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return running.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw thrownBy(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException thrownBy(ExecutionException failure) {
    if (failure.getCause() instanceof Error error) {
      throw error;
    }
    if (failure.getCause() instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return failure.getCause() instanceof IOException expected
        ? expected
        : new IOException(failure.getCause());
  }
}
