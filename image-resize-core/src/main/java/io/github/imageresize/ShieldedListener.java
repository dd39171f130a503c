package io.github.imageresize;

import io.github.imageresize.internal.event.ListenerRelay;
import java.util.Objects;
import java.util.function.Consumer;

/** Passes everything on to a listener, and logs what that throws. */
final class ShieldedListener extends ListenerRelay {
  private static final System.Logger LOGGER = System.getLogger(ResizeListener.class.getName());

  private final ResizeListener listener;

  ShieldedListener(ResizeListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  @Override
  protected void pass(String name, Consumer<ResizeListener> event) {
    try {
      event.accept(listener);
    } catch (Throwable thrown) { // whatever it is, it is the listener's and not the request's
      LOGGER.log(System.Logger.Level.WARNING, "a listener failed in " + name, thrown);
    }
  }
}
