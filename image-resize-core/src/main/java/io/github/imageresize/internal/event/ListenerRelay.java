package io.github.imageresize.internal.event;

import io.github.imageresize.ResizeListener;
import io.github.imageresize.event.CacheLookup;
import io.github.imageresize.event.EngineFallback;
import io.github.imageresize.event.EntryEvicted;
import io.github.imageresize.event.GateLoad;
import io.github.imageresize.event.ImageFailed;
import io.github.imageresize.event.ImageMade;
import io.github.imageresize.event.ResultWait;
import io.github.imageresize.event.StoreFailure;
import java.util.function.Consumer;

/** Passes every event on in one and the same way, to one listener or to many. */
public abstract class ListenerRelay implements ResizeListener {

  /**
   * Passes an event on.
   *
   * @param name of the listener's method, for messages
   * @param event tells a listener of it
   */
  protected abstract void pass(String name, Consumer<ResizeListener> event);

  @Override
  public final void lookedUp(CacheLookup event) {
    pass("lookedUp", listener -> listener.lookedUp(event));
  }

  @Override
  public final void waited(ResultWait event) {
    pass("waited", listener -> listener.waited(event));
  }

  @Override
  public final void made(ImageMade event) {
    pass("made", listener -> listener.made(event));
  }

  @Override
  public final void failed(ImageFailed event) {
    pass("failed", listener -> listener.failed(event));
  }

  @Override
  public final void fellBack(EngineFallback event) {
    pass("fellBack", listener -> listener.fellBack(event));
  }

  @Override
  public final void storeFailed(StoreFailure event) {
    pass("storeFailed", listener -> listener.storeFailed(event));
  }

  @Override
  public final void evicted(EntryEvicted event) {
    pass("evicted", listener -> listener.evicted(event));
  }

  @Override
  public final void gateChanged(GateLoad event) {
    pass("gateChanged", listener -> listener.gateChanged(event));
  }
}
