package io.github.imageresize.micrometer;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.event.CacheLookup;
import io.github.imageresize.event.EngineFallback;
import io.github.imageresize.event.EntryEvicted;
import io.github.imageresize.event.ImageFailed;
import io.github.imageresize.event.ImageMade;
import io.github.imageresize.event.ResultWait;
import io.github.imageresize.event.StoreFailure;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A registry that heard of everything that there is to hear of. */
final class EveryMeter {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MemoryCacheStore memory = MemoryCacheStore.ofBytes(1 << 20);
  private final ResizeMetrics metrics = new ResizeMetrics(registry).watch(memory);

  EveryMeter() {
    hear("a.png");
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  /** Of each event there is, of an original. */
  void hear(String source) {
    ImageRequest request = ImageRequest.builder(source).width(8).build();
    for (CacheLookup.Outcome outcome : CacheLookup.Outcome.values()) {
      metrics.lookedUp(CacheLookup.found(request, outcome, CacheLookup.Tier.MEMORY));
    }
    for (ResultWait.Kind kind : ResultWait.Kind.values()) {
      metrics.waited(ResultWait.of(request, kind, Duration.ofMillis(3)));
    }
    ResizedImage image =
        ResizedImage.wrap(new byte[100], ImageFormat.JPEG, 8, 8, "1", ResizedImage.Origin.LOCAL);
    Map<ImageMade.Stage, Duration> stages = new HashMap<>();
    for (ImageMade.Stage stage : ImageMade.Stage.values()) {
      stages.put(stage, Duration.ofMillis(5));
    }
    metrics.made(ImageMade.of(request, image, "local-1", Duration.ofMillis(20)).withStages(stages));
    for (Reason reason : Reason.values()) {
      ImageResizeException failure = new ImageResizeException(reason, "of " + source);
      for (ResizedImage.Origin origin : ResizedImage.Origin.values()) {
        metrics.failed(ImageFailed.of(request, failure, source, origin, Duration.ofMillis(1)));
      }
      metrics.fellBack(EngineFallback.of(request, failure, "one of " + source, "other"));
    }
    metrics.storeFailed(
        StoreFailure.of("RedisCacheStore", "get", new IllegalStateException(source)));
    metrics.evicted(EntryEvicted.of(source, 2_000));
  }
}
