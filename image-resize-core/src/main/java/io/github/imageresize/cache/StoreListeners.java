package io.github.imageresize.cache;

import io.github.imageresize.ResizeListener;
import io.github.imageresize.event.EntryEvicted;
import io.github.imageresize.event.StoreFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those who are told what happens in a store. */
final class StoreListeners implements ResizeListener {
  private final List<ResizeListener> listeners = new CopyOnWriteArrayList<>();

  InvalidationListener.Subscription add(ResizeListener listener) {
    if (listener == ResizeListener.NONE) {
      return () -> {};
    }
    // A store tells in the midst of its work, with locks held.
    ResizeListener queued = ResizeListener.queued(listener);
    listeners.add(queued);
    return () -> listeners.remove(queued);
  }

  @Override
  public void storeFailed(StoreFailure event) {
    listeners.forEach(listener -> listener.storeFailed(event));
  }

  @Override
  public void evicted(EntryEvicted event) {
    listeners.forEach(listener -> listener.evicted(event));
  }
}
