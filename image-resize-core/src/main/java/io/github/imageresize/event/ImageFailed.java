package io.github.imageresize.event;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import java.time.Duration;
import java.util.Objects;

/** An engine could not make an image. Immutable. */
public final class ImageFailed {
  private final ImageRequest request;
  private final ImageResizeException failure;
  private final String engine;
  private final Duration took;

  private ImageFailed(
      ImageRequest request, ImageResizeException failure, String engine, Duration took) {
    this.request = Objects.requireNonNull(request, "request");
    this.failure = Objects.requireNonNull(failure, "failure");
    this.engine = Objects.requireNonNull(engine, "engine");
    this.took = Objects.requireNonNull(took, "took");
  }

  /**
   * A failure of an engine.
   *
   * @param request what was asked for
   * @param failure why it can't be had
   * @param engine what failed
   * @param took from the request to the engine until its failure
   * @return the event
   */
  public static ImageFailed of(
      ImageRequest request, ImageResizeException failure, String engine, Duration took) {
    return new ImageFailed(request, failure, engine, took);
  }

  /**
   * What was asked for.
   *
   * @return the request
   */
  public ImageRequest request() {
    return request;
  }

  /**
   * Why it can't be had.
   *
   * @return the failure
   */
  public ImageResizeException failure() {
    return failure;
  }

  /**
   * What failed.
   *
   * @return the engine, as in {@link io.github.imageresize.ResizeService#engine()}
   */
  public String engine() {
    return engine;
  }

  /**
   * The time from the request to the engine until its failure.
   *
   * @return zero or more
   */
  public Duration took() {
    return took;
  }
}
