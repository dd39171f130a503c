package io.github.imageresize;

import io.github.imageresize.internal.event.ListenerRelay;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Passes everything on from one thread of its own, as far as that keeps up. */
final class QueuedListener extends ListenerRelay {
  /** How many events may wait. */
  static final int CAPACITY = 4_096;

  private static final System.Logger LOGGER = System.getLogger(ResizeListener.class.getName());
  private static final long IDLE_SECONDS = 10;

  private final ResizeListener listener;
  private final AtomicLong dropped = new AtomicLong();
  private final Executor executor;

  QueuedListener(ResizeListener listener) {
    this.listener = listener;
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(CAPACITY),
            QueuedListener::daemon,
            (event, busy) -> dropped.incrementAndGet());
    one.allowCoreThreadTimeOut(true);
    executor = one;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "image-resize-listener");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  protected void pass(String name, Consumer<ResizeListener> event) {
    executor.execute(() -> tell(event));
  }

  private void tell(Consumer<ResizeListener> event) {
    event.accept(listener);
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      LOGGER.log(
          System.Logger.Level.WARNING, "a listener was too slow: " + lost + " events were dropped");
    }
  }
}
