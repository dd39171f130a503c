package io.github.imageresize.cache;

import io.github.imageresize.ResizeListener;
import io.github.imageresize.internal.event.ListenerRelay;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those who are told what happens in a store. */
final class StoreListeners extends ListenerRelay {
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
  protected void pass(String name, Consumer<ResizeListener> event) {
    listeners.forEach(event);
  }
}
