package io.github.imageresize;

import io.github.imageresize.event.ImageFailed;
import io.github.imageresize.event.ImageMade;
import io.github.imageresize.internal.async.InterruptibleTask;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Tells a listener of what a remote engine makes, which has no listener of its own. */
final class ReportedResizeService extends ForwardingResizeService {
  private final ResizeListener listener;

  ReportedResizeService(ResizeService engine, ResizeListener listener) {
    super(engine);
    this.listener = ResizeListener.shielded(listener);
  }

  @Override
  public ResizedImage resize(ImageRequest request) {
    long begun = System.nanoTime();
    try {
      ResizedImage image = super.resize(request);
      listener.made(
          ImageMade.of(
              request, image.withOrigin(ResizedImage.Origin.REMOTE), engine(), since(begun)));
      return image;
    } catch (ImageResizeException failure) {
      listener.failed(
          ImageFailed.of(request, failure, engine(), ResizedImage.Origin.REMOTE, since(begun)));
      throw failure;
    }
  }

  @Override
  public CompletableFuture<ResizedImage> resizeAsync(ImageRequest request, Executor executor) {
    return InterruptibleTask.submit(() -> resize(request), executor);
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
