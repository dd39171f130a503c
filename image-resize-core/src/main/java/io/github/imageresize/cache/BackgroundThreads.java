package io.github.imageresize.cache;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for work that nobody waits for: a few daemons that exist only while there is work, with a
 * bounded queue. What does not fit is refused; the next caller who finds it undone asks again.
 */
final class BackgroundThreads implements Executor, AutoCloseable {
  private static final int QUEUE_LENGTH = 256;
  private static final int IDLE_SECONDS = 30;

  private final ThreadPoolExecutor threads;

  BackgroundThreads(String name, int count) {
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE_LENGTH),
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
