package io.github.imageresize;

import io.github.imageresize.event.CacheLookup;
import io.github.imageresize.event.EngineFallback;
import io.github.imageresize.event.EntryEvicted;
import io.github.imageresize.event.GateLoad;
import io.github.imageresize.event.ImageFailed;
import io.github.imageresize.event.ImageMade;
import io.github.imageresize.event.ResultWait;
import io.github.imageresize.event.StoreFailure;
import java.util.Objects;

/** Passes everything on to a listener, and logs what that throws. */
final class ShieldedListener implements ResizeListener {
  private static final System.Logger LOGGER = System.getLogger(ResizeListener.class.getName());

  private final ResizeListener listener;

  ShieldedListener(ResizeListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  @Override
  public void lookedUp(CacheLookup event) {
    shielded("lookedUp", () -> listener.lookedUp(event));
  }

  @Override
  public void waited(ResultWait event) {
    shielded("waited", () -> listener.waited(event));
  }

  @Override
  public void made(ImageMade event) {
    shielded("made", () -> listener.made(event));
  }

  @Override
  public void failed(ImageFailed event) {
    shielded("failed", () -> listener.failed(event));
  }

  @Override
  public void fellBack(EngineFallback event) {
    shielded("fellBack", () -> listener.fellBack(event));
  }

  @Override
  public void storeFailed(StoreFailure event) {
    shielded("storeFailed", () -> listener.storeFailed(event));
  }

  @Override
  public void evicted(EntryEvicted event) {
    shielded("evicted", () -> listener.evicted(event));
  }

  @Override
  public void gateChanged(GateLoad event) {
    shielded("gateChanged", () -> listener.gateChanged(event));
  }

  private static void shielded(String method, Runnable call) {
    try {
      call.run();
    } catch (Throwable thrown) { // whatever it is, it is the listener's and not the request's
      LOGGER.log(System.Logger.Level.WARNING, "a listener failed in " + method, thrown);
    }
  }
}
