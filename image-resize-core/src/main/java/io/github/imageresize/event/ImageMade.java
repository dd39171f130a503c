package io.github.imageresize.event;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizedImage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** An engine made an image. Immutable. */
public final class ImageMade {
  /** What an engine in this process does in turn. */
  public enum Stage {
    /** Reading the original from its source. */
    READ,
    /** Reading the original's header, checking limits and planning. */
    PLAN,
    /** Waiting at the admission gate. */
    WAIT,
    /** Decoding, resampling and encoding, which go on together row by row. */
    RENDER
  }

  private final ImageRequest request;
  private final ImageFormat format;
  private final int bytes;
  private final ResizedImage.Origin origin;
  private final String engine;
  private final Duration took;
  private final Map<Stage, Duration> stages;

  private ImageMade(
      ImageRequest request,
      ImageFormat format,
      int bytes,
      ResizedImage.Origin origin,
      String engine,
      Duration took,
      Map<Stage, Duration> stages) {
    this.request = Objects.requireNonNull(request, "request");
    this.format = format;
    this.bytes = bytes;
    this.origin = origin;
    this.engine = Objects.requireNonNull(engine, "engine");
    this.took = Objects.requireNonNull(took, "took");
    this.stages = stages;
  }

  /**
   * An image that an engine made.
   *
   * @param request what was asked for
   * @param image the result; not kept, since events may have to wait
   * @param engine what made it
   * @param took from the request to the engine until its answer
   * @return the event
   */
  public static ImageMade of(
      ImageRequest request, ResizedImage image, String engine, Duration took) {
    return new ImageMade(
        request, image.format(), image.length(), image.origin(), engine, took, Map.of());
  }

  /**
   * The same with what each stage took.
   *
   * @param durations of the stages that are known
   * @return a copy with those
   */
  public ImageMade withStages(Map<Stage, Duration> durations) {
    Map<Stage, Duration> copy = new EnumMap<>(Stage.class);
    copy.putAll(durations);
    return new ImageMade(request, format, bytes, origin, engine, took, copy);
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
   * The format of the image.
   *
   * @return the format
   */
  public ImageFormat format() {
    return format;
  }

  /**
   * The length of the image.
   *
   * @return bytes
   */
  public int bytes() {
    return bytes;
  }

  /**
   * Where the image was made.
   *
   * @return in this process, or by a remote engine
   */
  public ResizedImage.Origin origin() {
    return origin;
  }

  /**
   * What made the image.
   *
   * @return the engine, as in {@link io.github.imageresize.ResizeService#engine()}
   */
  public String engine() {
    return engine;
  }

  /**
   * The time from the request to the engine until its answer.
   *
   * @return zero or more
   */
  public Duration took() {
    return took;
  }

  /**
   * What the stages of that time took.
   *
   * @return the stages that are known; none for a remote engine
   */
  public Map<Stage, Duration> stages() {
    return Map.copyOf(stages);
  }
}
