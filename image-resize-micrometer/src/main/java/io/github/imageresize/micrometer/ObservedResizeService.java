package io.github.imageresize.micrometer;

import io.github.imageresize.ForwardingResizeService;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Makes an observation of each image that an engine makes: a span where the host has tracing, and a
 * timer where the host has observations timed. What happens meanwhile, such as a read from S3, is
 * within its scope. It belongs below the cache, so that a hit costs nothing:
 *
 * <pre>{@code
 * ResizeService.builder(source)
 *     .wrapEngine(engine -> new ObservedResizeService(engine, observations))
 *     .build();
 * }</pre>
 *
 * <p>The observation is named {@code image.resize}. Of low cardinality are {@code engine} ({@code
 * local}, {@code remote}, or {@code none} after a failure), {@code format} (such as {@code jpeg},
 * or {@code none}) and {@code outcome} ({@code success}, or the reason of a failure such as {@code
 * timeout}); of high cardinality {@code image.source}, the path of the original, and {@code
 * image.request}, all that was asked for.
 *
 * <p>Thread-safe if the wrapped service is.
 */
public final class ObservedResizeService extends ForwardingResizeService {
  private static final String NAME = "image.resize";
  private static final String CONTEXTUAL_NAME = "resize image";
  private static final String NONE = "none";

  private final ObservationRegistry registry;

  /**
   * Wraps an engine.
   *
   * @param engine makes the images; closed with this
   * @param registry is told of the observations; stays the caller's
   */
  public ObservedResizeService(ResizeService engine, ObservationRegistry registry) {
    super(engine);
    this.registry = Objects.requireNonNull(registry, "registry");
  }

  /**
   * An executor whose work is in the scope of what was observed where it was submitted: given to
   * what makes images for requests, it lets their spans be children of the request's.
   *
   * @param executor runs the work; stays the caller's
   * @param registry knows what is being observed
   * @return an executor that runs the same work by that one
   */
  public static Executor inScope(Executor executor, ObservationRegistry registry) {
    Objects.requireNonNull(executor, "executor");
    Objects.requireNonNull(registry, "registry");
    return work -> {
      Observation current = registry.getCurrentObservation();
      executor.execute(current == null ? work : () -> current.scoped(work));
    };
  }

  @Override
  public ResizedImage resize(ImageRequest request) {
    Observation observation = started(request);
    Observation.Scope scope = observation.openScope();
    ResizedImage image = null;
    Throwable failure = null;
    try {
      image = super.resize(request);
      return image;
    } catch (RuntimeException | Error thrown) {
      failure = thrown;
      throw thrown;
    } finally {
      scope.close();
      stop(observation, image, failure);
    }
  }

  @Override
  public CompletableFuture<ResizedImage> resizeAsync(ImageRequest request, Executor executor) {
    Observation observation = started(request);
    CompletableFuture<ResizedImage> result =
        super.resizeAsync(request, work -> executor.execute(() -> observation.scoped(work)));
    var unused = result.whenComplete((image, failure) -> stop(observation, image, failure));
    return result; // and not what depends on it: whoever cancels that would cancel no work
  }

  private Observation started(ImageRequest request) {
    return Observation.createNotStarted(NAME, registry)
        .contextualName(CONTEXTUAL_NAME)
        .highCardinalityKeyValue("image.source", request.source())
        .highCardinalityKeyValue("image.request", request.toString())
        .start();
  }

  private static void stop(
      Observation observation, @Nullable ResizedImage image, @Nullable Throwable failure) {
    observation
        .lowCardinalityKeyValue(
            "engine", image == null ? NONE : ResizeMetrics.label(image.origin()))
        .lowCardinalityKeyValue("format", image == null ? NONE : image.format().label())
        .lowCardinalityKeyValue("outcome", outcome(failure));
    if (failure != null) {
      observation.error(failure);
    }
    observation.stop();
  }

  private static String outcome(@Nullable Throwable failure) {
    if (failure == null) {
      return "success";
    }
    return failure instanceof ImageResizeException expected
        ? ResizeMetrics.label(expected.reason())
        : "error";
  }
}
