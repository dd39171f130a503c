package io.github.imageresize.event;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizedImage;
import java.time.Duration;
import java.util.Objects;

/** An engine could not make an image. Immutable. */
public final class ImageFailed {
  private final ImageRequest request;
  private final ImageResizeException failure;
  private final String engine;
  private final ResizedImage.Origin origin;
  private final Duration took;

  private ImageFailed(
      ImageRequest request,
      ImageResizeException failure,
      String engine,
      ResizedImage.Origin origin,
      Duration took) {
    this.request = Objects.requireNonNull(request, "request");
    this.failure = Objects.requireNonNull(failure, "failure");
    this.engine = Objects.requireNonNull(engine, "engine");
    this.origin = Objects.requireNonNull(origin, "origin");
    this.took = Objects.requireNonNull(took, "took");
  }

  /**
   * A failure of an engine.
   *
   * @param request what was asked for
   * @param failure why it can't be had
   * @param engine what failed
   * @param origin where that works: in this process, or elsewhere
   * @param took from the request to the engine until its failure
   * @return the event
   */
  public static ImageFailed of(
      ImageRequest request,
      ImageResizeException failure,
      String engine,
      ResizedImage.Origin origin,
      Duration took) {
    return new ImageFailed(request, failure, engine, origin, took);
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
   * Where the image was to be made.
   *
   * @return in this process, or by a remote engine
   */
  public ResizedImage.Origin origin() {
    return origin;
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
