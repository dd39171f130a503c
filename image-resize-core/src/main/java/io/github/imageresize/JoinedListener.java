package io.github.imageresize;

import io.github.imageresize.internal.event.ListenerRelay;
import java.util.List;
import java.util.function.Consumer;

/** Passes everything on to several listeners, each of which is shielded from the others. */
final class JoinedListener extends ListenerRelay {
  private final List<ResizeListener> listeners;

  JoinedListener(List<? extends ResizeListener> listeners) {
    this.listeners = listeners.stream().map(ResizeListener::shielded).toList();
  }

  @Override
  protected void pass(String name, Consumer<ResizeListener> event) {
    listeners.forEach(event);
  }
}
