package io.github.imageresize;

import io.github.imageresize.event.CacheLookup;
import io.github.imageresize.event.EngineFallback;
import io.github.imageresize.event.EntryEvicted;
import io.github.imageresize.event.GateLoad;
import io.github.imageresize.event.ImageFailed;
import io.github.imageresize.event.ImageMade;
import io.github.imageresize.event.ResultWait;
import io.github.imageresize.event.StoreFailure;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Passes everything on from one thread of its own, as far as that keeps up. */
final class QueuedListener implements ResizeListener {
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
  public void lookedUp(CacheLookup event) {
    executor.execute(() -> tell(() -> listener.lookedUp(event)));
  }

  @Override
  public void waited(ResultWait event) {
    executor.execute(() -> tell(() -> listener.waited(event)));
  }

  @Override
  public void made(ImageMade event) {
    executor.execute(() -> tell(() -> listener.made(event)));
  }

  @Override
  public void failed(ImageFailed event) {
    executor.execute(() -> tell(() -> listener.failed(event)));
  }

  @Override
  public void fellBack(EngineFallback event) {
    executor.execute(() -> tell(() -> listener.fellBack(event)));
  }

  @Override
  public void storeFailed(StoreFailure event) {
    executor.execute(() -> tell(() -> listener.storeFailed(event)));
  }

  @Override
  public void evicted(EntryEvicted event) {
    executor.execute(() -> tell(() -> listener.evicted(event)));
  }

  @Override
  public void gateChanged(GateLoad event) {
    executor.execute(() -> tell(() -> listener.gateChanged(event)));
  }

  private void tell(Runnable call) {
    call.run();
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      LOGGER.log(
          System.Logger.Level.WARNING, "a listener was too slow: " + lost + " events were dropped");
    }
  }
}
