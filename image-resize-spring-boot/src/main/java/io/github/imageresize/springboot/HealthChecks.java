package io.github.imageresize.springboot;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.springboot.HealthCheck.Result;
import io.github.imageresize.springboot.HealthCheck.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** The parts of a service that can be looked at: its source, its cache and its engine. */
final class HealthChecks {
  /** Any answer of the source to this will do, as there need be no such original. */
  private static final String ANY = "image-resize-health";

  private HealthChecks() {}

  static Map<String, HealthCheck> of(
      ImageSource source,
      ResizeService service,
      ObjectProvider<CacheStore> caches,
      ObjectProvider<SharedCacheHealth> shared,
      ImageResizeProperties properties) {
    Map<String, HealthCheck> checks = new LinkedHashMap<>();
    checks.put("source", () -> source(source, properties.health().probe()));
    checks.put("cache", () -> cache(caches));
    shared.ifAvailable(redis -> checks.put("redis", redis));
    checks.put("engine", () -> engine(service));
    return checks;
  }

  private static Result source(ImageSource source, @Nullable String probe) {
    Map<String, Object> details = new TreeMap<>();
    details.put("source", source.getClass().getSimpleName());
    String path = probe == null ? ANY : probe;
    try {
      String version = source.version(path);
      details.put("probe", path + ", version " + version);
      return new Result(State.UP, details);
    } catch (ImageResizeException failure) {
      boolean answered = failure.reason() == Reason.SOURCE_NOT_FOUND;
      if (probe == null && answered) {
        return new Result(State.UP, details);
      }
      details.put("error", String.valueOf(failure.getMessage()));
      return new Result(State.DOWN, details);
    }
  }

  private static Result cache(ObjectProvider<CacheStore> caches) {
    Map<String, Object> details = new TreeMap<>();
    caches.stream()
        .forEach(
            store -> {
              String name = store.getClass().getSimpleName();
              details.put(
                  name,
                  store instanceof MemoryCacheStore memory
                      ? memory.usedBytes() + " of " + memory.capacityBytes() + " bytes"
                      : "in use");
            });
    return new Result(State.UP, details);
  }

  private static Result engine(ResizeService service) {
    Map<String, Object> details = new TreeMap<>();
    details.put("engine", service.engine());
    details.put("formats", Labels.of(service.outputFormats()));
    return new Result(State.UP, details);
  }
}
