package io.github.imageresize.event;

import io.github.imageresize.ImageRequest;
import java.time.Duration;
import java.util.Objects;

/** A request waited for the result of another one that asks for the same. Immutable. */
public final class ResultWait {
  /** Who was waited for. */
  public enum Kind {
    /** A caller in this process: the two were coalesced. */
    COALESCED,
    /** A caller in another process, which holds the lease. */
    LEASE
  }

  private final ImageRequest request;
  private final Kind kind;
  private final Duration took;

  private ResultWait(ImageRequest request, Kind kind, Duration took) {
    this.request = Objects.requireNonNull(request, "request");
    this.kind = Objects.requireNonNull(kind, "kind");
    this.took = Objects.requireNonNull(took, "took");
  }

  /**
   * A wait that is over, with a result or without one.
   *
   * @param request what was asked for
   * @param kind who was waited for
   * @param took how long
   * @return the event
   */
  public static ResultWait of(ImageRequest request, Kind kind, Duration took) {
    return new ResultWait(request, kind, took);
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
   * Who was waited for.
   *
   * @return the kind of wait
   */
  public Kind kind() {
    return kind;
  }

  /**
   * How long the wait took.
   *
   * @return zero or more
   */
  public Duration took() {
    return took;
  }
}
