package io.github.imageresize.event;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import java.util.Objects;

/** An engine could not answer and the next one is asked. Immutable. */
public final class EngineFallback {
  private final ImageRequest request;
  private final ImageResizeException failure;
  private final String from;
  private final String to;

  private EngineFallback(
      ImageRequest request, ImageResizeException failure, String from, String to) {
    this.request = Objects.requireNonNull(request, "request");
    this.failure = Objects.requireNonNull(failure, "failure");
    this.from = Objects.requireNonNull(from, "from");
    this.to = Objects.requireNonNull(to, "to");
  }

  /**
   * A request that is handed over.
   *
   * @param request what was asked for
   * @param failure why the first engine could not answer
   * @param from the first engine
   * @param to the engine that is asked next
   * @return the event
   */
  public static EngineFallback of(
      ImageRequest request, ImageResizeException failure, String from, String to) {
    return new EngineFallback(request, failure, from, to);
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
   * Why the first engine could not answer.
   *
   * @return the failure
   */
  public ImageResizeException failure() {
    return failure;
  }

  /**
   * The first engine.
   *
   * @return its name
   */
  public String from() {
    return from;
  }

  /**
   * The engine that is asked next.
   *
   * @return its name
   */
  public String to() {
    return to;
  }
}
