package io.github.imageresize;

import java.time.Duration;
import java.util.Objects;

/** Passes everything on to a listener, and logs what that throws. */
final class ShieldedListener implements ResizeListener {
  private static final System.Logger LOGGER = System.getLogger(ResizeListener.class.getName());

  private final ResizeListener listener;

  ShieldedListener(ResizeListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  @Override
  public void lookedUp(ImageRequest request, CacheOutcome outcome) {
    try {
      listener.lookedUp(request, outcome);
    } catch (RuntimeException thrown) {
      log("lookedUp", thrown);
    }
  }

  @Override
  public void made(ImageRequest request, ResizedImage image, Duration took) {
    try {
      listener.made(request, image, took);
    } catch (RuntimeException thrown) {
      log("made", thrown);
    }
  }

  @Override
  public void failed(ImageRequest request, ImageResizeException failure) {
    try {
      listener.failed(request, failure);
    } catch (RuntimeException thrown) {
      log("failed", thrown);
    }
  }

  @Override
  public void fellBack(ImageRequest request, ImageResizeException failure) {
    try {
      listener.fellBack(request, failure);
    } catch (RuntimeException thrown) {
      log("fellBack", thrown);
    }
  }

  @Override
  public void storeFailed(String operation, Throwable failure) {
    try {
      listener.storeFailed(operation, failure);
    } catch (RuntimeException thrown) {
      log("storeFailed", thrown);
    }
  }

  private static void log(String method, RuntimeException thrown) {
    LOGGER.log(System.Logger.Level.WARNING, "a listener failed in " + method, thrown);
  }
}
