package io.github.imageresize.springboot;

import io.github.imageresize.ForwardingResizeService;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.micrometer.ObservedResizeService;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Has images made in the scope of the observation that their request is in. */
final class ObservationScope implements RequestScope {
  private final ObservationRegistry registry;

  ObservationScope(ObservationRegistry registry) {
    this.registry = registry;
  }

  @Override
  public ResizeService apply(ResizeService service) {
    return new ForwardingResizeService(service) {
      @Override
      public CompletableFuture<ResizedImage> resizeAsync(ImageRequest request, Executor executor) {
        return super.resizeAsync(request, ObservedResizeService.inScope(executor, registry));
      }
    };
  }
}
