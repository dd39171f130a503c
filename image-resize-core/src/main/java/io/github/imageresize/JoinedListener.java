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

/** Passes everything on to several listeners, each of which is shielded from the others. */
final class JoinedListener implements ResizeListener {
  private final List<ResizeListener> listeners;

  JoinedListener(List<? extends ResizeListener> listeners) {
    this.listeners = listeners.stream().map(ResizeListener::shielded).toList();
  }

  @Override
  public void lookedUp(CacheLookup event) {
    listeners.forEach(listener -> listener.lookedUp(event));
  }

  @Override
  public void waited(ResultWait event) {
    listeners.forEach(listener -> listener.waited(event));
  }

  @Override
  public void made(ImageMade event) {
    listeners.forEach(listener -> listener.made(event));
  }

  @Override
  public void failed(ImageFailed event) {
    listeners.forEach(listener -> listener.failed(event));
  }

  @Override
  public void fellBack(EngineFallback event) {
    listeners.forEach(listener -> listener.fellBack(event));
  }

  @Override
  public void storeFailed(StoreFailure event) {
    listeners.forEach(listener -> listener.storeFailed(event));
  }

  @Override
  public void evicted(EntryEvicted event) {
    listeners.forEach(listener -> listener.evicted(event));
  }

  @Override
  public void gateChanged(GateLoad event) {
    listeners.forEach(listener -> listener.gateChanged(event));
  }
}
