package io.github.imageresize.local;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.SupportedOptions;
import io.github.imageresize.event.ImageFailed;
import io.github.imageresize.event.ImageMade;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Runs what a service is asked to do, tells the listener what became of it, and lets nothing but
 * this library's exception out. Thread-safe.
 */
final class ReportedWork {
  private static final Duration RETRY_AFTER_MEMORY = Duration.ofSeconds(5);
  private static final System.Logger LOG = System.getLogger(LocalResizeService.class.getName());

  private final ResizeListener listener;
  private final String engine;

  ReportedWork(ResizeListener listener, String engine) {
    this.listener = listener;
    this.engine = engine;
  }

  /** The making of an image, stage by stage. */
  interface Work {
    ResizedImage run(StageTimes times);
  }

  ResizedImage making(ImageRequest request, Work work) {
    StageTimes times = new StageTimes();
    ResizedImage image;
    try {
      SupportedOptions.ALL.check(request, EngineIdentity.VERSION);
      image = work.run(times);
    } catch (ImageResizeException failure) {
      tellOf(failure, request, times);
      throw failure;
    } catch (RuntimeException | OutOfMemoryError unexpected) {
      ImageResizeException failure = named(request, unexpected);
      tellOf(failure, request, times);
      throw failure;
    }
    times.end();
    listener.made(ImageMade.of(request, image, engine, times.total()).withStages(times.stages()));
    return image;
  }

  /** Work that makes no image, of which the listener is told nothing. */
  static <T> T guarded(ImageRequest request, Supplier<T> work) {
    try {
      return work.get();
    } catch (ImageResizeException failure) {
      throw failure;
    } catch (RuntimeException | OutOfMemoryError unexpected) {
      throw named(request, unexpected);
    }
  }

  private void tellOf(ImageResizeException failure, ImageRequest request, StageTimes times) {
    listener.failed(
        ImageFailed.of(request, failure, engine, ResizedImage.Origin.LOCAL, times.total()));
  }

  private static ImageResizeException named(ImageRequest request, Throwable unexpected) {
    if (unexpected instanceof OutOfMemoryError) {
      return new ImageResizeException(
              Reason.OVERLOADED, "The heap has no room left to make " + request, unexpected)
          .withRetryAfter(RETRY_AFTER_MEMORY);
    }
    LOG.log(Level.ERROR, "Unexpected failure while making " + request, unexpected);
    return new ImageResizeException(
        Reason.UNAVAILABLE, "Unexpected failure while making " + request, unexpected);
  }
}
