package io.github.imageresize;

import io.github.imageresize.event.CacheLookup;
import io.github.imageresize.event.EngineFallback;
import io.github.imageresize.event.EntryEvicted;
import io.github.imageresize.event.GateLoad;
import io.github.imageresize.event.ImageFailed;
import io.github.imageresize.event.ImageMade;
import io.github.imageresize.event.ResultWait;
import io.github.imageresize.event.StoreFailure;
import java.util.List;

/**
 * Is told what happens, for metrics and logs. Given once, to {@link ResizeServiceBuilder#listener},
 * it hears every part of the service: the cache and each of its tiers, the engines, the gate.
 *
 * <p>A listener can do no harm. What it throws is logged. The service that the builder makes tells
 * it on one thread of its own, so one that is slow or never returns holds no request, no lease and
 * no place at the gate up: it misses events instead, {@value QueuedListener#CAPACITY} of which may
 * wait, and the log tells how many. A part that is given a listener by itself, such as {@code
 * LocalResizeService.builder()}, tells it on the working thread; {@link #queued} puts the same
 * protection in between.
 *
 * <p>Implementations must be thread-safe. Events of one request come in their order.
 */
public interface ResizeListener {
  /** Ignores everything. */
  ResizeListener NONE = new ResizeListener() {};

  /**
   * A listener that passes everything on and throws nothing: what the given one throws is logged
   * and otherwise ignored.
   *
   * @param listener is told on the thread of the event
   * @return the given one if it throws nothing already
   */
  static ResizeListener shielded(ResizeListener listener) {
    boolean harmless =
        listener == NONE
            || listener instanceof ShieldedListener
            || listener instanceof QueuedListener;
    return harmless ? listener : new ShieldedListener(listener);
  }

  /**
   * A listener that passes everything on, in order, from a thread of its own, and so neither throws
   * nor blocks. Events that come while {@value QueuedListener#CAPACITY} wait are dropped, and their
   * number is logged. The thread is a daemon, and ends when it had nothing to tell for some
   * seconds.
   *
   * @param listener is told by one thread at a time
   * @return the given one if it is queued already, or {@link #NONE}
   */
  static ResizeListener queued(ResizeListener listener) {
    boolean harmless = listener == NONE || listener instanceof QueuedListener;
    return harmless ? listener : new QueuedListener(shielded(listener));
  }

  /**
   * A listener that passes everything on to several others, in their order. What one of them throws
   * is logged and keeps nothing from the others.
   *
   * @param listeners are told on the thread of the event
   * @return a listener for all of them; {@link #NONE} for none
   */
  static ResizeListener all(List<? extends ResizeListener> listeners) {
    return switch (listeners.size()) {
      case 0 -> NONE;
      case 1 -> listeners.get(0);
      default -> new JoinedListener(listeners);
    };
  }

  /**
   * A look into the cache came back.
   *
   * @param event what was found, and in which tier
   */
  default void lookedUp(CacheLookup event) {}

  /**
   * A request waited for another one that asks for the same, in this process or another one.
   *
   * @param event for whom, and how long
   */
  default void waited(ResultWait event) {}

  /**
   * An image was made.
   *
   * @param event by which engine, in what time
   */
  default void made(ImageMade event) {}

  /**
   * An image could not be made.
   *
   * @param event by which engine, and why
   */
  default void failed(ImageFailed event) {}

  /**
   * An engine could not answer and the next one is asked.
   *
   * @param event which engines, and why
   */
  default void fellBack(EngineFallback event) {}

  /**
   * A tier of the cache failed; the request went on without it.
   *
   * @param event which tier, in which operation, and why
   */
  default void storeFailed(StoreFailure event) {}

  /**
   * An entry in memory had to make room.
   *
   * @param event which one
   */
  default void evicted(EntryEvicted event) {}

  /**
   * The admission gate let one in or out, or one more waits.
   *
   * @param event how full it is
   */
  default void gateChanged(GateLoad event) {}
}
