package io.github.imageresize.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.cache.Await;
import io.github.imageresize.cache.CacheEntry;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.ForwardingCacheStore;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.ScriptedEngine;
import io.github.imageresize.cache.TieredCacheStore;
import io.github.imageresize.source.DirectoryImageSource;
import io.github.imageresize.source.ImageSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads of real services that work, fail, wait and fall back. */
@Timeout(60)
class MetricsOfAServiceTest {
  @TempDir private Path folder;
  private ImageSource source;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ResizeMetrics metrics = new ResizeMetrics(registry);

  @BeforeEach
  void drawTheOriginals() throws IOException {
    for (String name : new String[] {"a.png", "b.png", "c.png"}) {
      BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
      ImageIO.write(image, "png", folder.resolve(name).toFile());
    }
    Files.writeString(folder.resolve("text.png"), "this is no image");
    source = new DirectoryImageSource(folder);
  }

  private static ImageRequest request(String source) {
    return ImageRequest.builder(source).width(8).format(ImageFormat.PNG).build();
  }

  /** Waits until the registry's text holds a line. */
  private void awaitLine(String line) {
    try {
      Await.until(line, () -> registry.scrape().lines().anyMatch(line::equals));
    } catch (AssertionError late) {
      throw new AssertionError(late.getMessage() + " in\n" + registry.scrape(), late);
    }
  }

  @Test
  void countsLooksImagesAndWhatMemoryTakes() {
    MemoryCacheStore memory = MemoryCacheStore.ofBytes(1 << 20);
    metrics.watch(memory);
    try (ResizeService service =
        ResizeService.builder(source).cache(memory).listener(metrics).build()) {
      int length = service.resize(request("a.png")).length();
      service.resize(request("a.png"));
      service.resize(request("a.png"));

      awaitLine("image_resize_lookups_total{outcome=\"miss\",tier=\"none\"} 1.0");
      awaitLine("image_resize_lookups_total{outcome=\"hit\",tier=\"memory\"} 2.0");
      awaitLine("image_resize_lookups_total{outcome=\"hit\",tier=\"shared\"} 0.0");
      awaitLine("image_resize_made_seconds_count{engine=\"local\",format=\"png\"} 1");
      awaitLine("image_resize_made_seconds_bucket{engine=\"local\",format=\"png\",le=\"10.0\"} 1");
      awaitLine("image_resize_size_bytes_sum{engine=\"local\",format=\"png\"} " + (double) length);
      for (String stage : new String[] {"read", "plan", "wait", "render"}) {
        awaitLine("image_resize_stages_seconds_count{stage=\"" + stage + "\"} 1");
      }
      awaitLine("image_resize_gate_working 0.0");
      awaitLine("image_resize_gate_waiting 0.0");
      awaitLine("image_resize_memory_capacity_bytes 1048576.0");
      awaitLine("image_resize_memory_used_bytes " + (double) memory.usedBytes());
      assertThat(memory.usedBytes()).isGreaterThan(length);
    }
  }

  @Test
  void countsFailuresByReasonAndThatTheyAreRemembered() {
    try (ResizeService service = ResizeService.builder(source).listener(metrics).build()) {
      for (int round = 0; round < 2; round++) {
        assertThat(reasonOf(service, "text.png")).isEqualTo(Reason.UNSUPPORTED_IMAGE);
      }
      awaitLine(
          "image_resize_failed_seconds_count{engine=\"local\",reason=\"unsupported_image\"} 1");
      awaitLine("image_resize_lookups_total{outcome=\"negative_hit\",tier=\"memory\"} 1.0");
    }
  }

  private static Reason reasonOf(ResizeService service, String original) {
    try {
      service.resize(request(original));
      throw new AssertionError(original + " was made");
    } catch (ImageResizeException failure) {
      return failure.reason();
    }
  }

  @Test
  void tellsTheRemoteEngineFromTheOneThatStepsIn() {
    ScriptedEngine remote = new ScriptedEngine();
    try (ResizeService service =
        ResizeService.builder(source).remote(remote).listener(metrics).build()) {
      service.resize(request("a.png"));
      remote.fail(new ImageResizeException(Reason.TIMEOUT, "too slow"));
      service.resize(request("b.png"));

      awaitLine("image_resize_failed_seconds_count{engine=\"remote\",reason=\"timeout\"} 1");
      awaitLine("image_resize_made_seconds_count{engine=\"remote\",format=\"png\"} 1");
      awaitLine("image_resize_fallbacks_total{reason=\"timeout\"} 1.0");
      awaitLine("image_resize_made_seconds_count{engine=\"local\",format=\"png\"} 1");
    }
  }

  @Test
  void countsEvictions() {
    MemoryCacheStore small =
        MemoryCacheStore.builder().capacityBytes(2_500).largestEntry(1).build();
    try (ResizeService service =
        ResizeService.builder(source).cache(small).listener(metrics).build()) {
      for (String name : new String[] {"a.png", "b.png", "c.png"}) {
        service.resize(request(name));
      }
      Await.until(
          "an eviction",
          () ->
              registry.counter("image.resize.evictions").count() >= 1
                  && registry.counter("image.resize.evicted").count() > 500);
    }
  }

  @Test
  void countsHitsInASharedStoreAndItsFailures() {
    FarStore far = new FarStore(MemoryCacheStore.ofBytes(1 << 20));
    try (TieredCacheStore tiers =
            TieredCacheStore.builder(MemoryCacheStore.ofBytes(1 << 20), far).build();
        ResizeService service =
            ResizeService.builder(source).cache(tiers).listener(metrics).build();
        TieredCacheStore otherTiers =
            TieredCacheStore.builder(MemoryCacheStore.ofBytes(1 << 20), far).build();
        ResizeService otherNode = ResizeService.builder(source).cache(otherTiers).build()) {
      otherNode.resize(request("a.png"));
      service.resize(request("a.png"));
      far.dead = true;
      service.resize(request("b.png"));

      awaitLine("image_resize_lookups_total{outcome=\"hit\",tier=\"shared\"} 1.0");
      Await.until(
          "a failure of the store",
          () ->
              registry
                  .find("image.resize.store.failures")
                  .tags("store", "FarStore")
                  .counters()
                  .stream()
                  .anyMatch(counter -> counter.count() >= 1));
    }
  }

  @Test
  void countsRequestsThatAreCoalesced() throws Exception {
    ScriptedEngine slow = new ScriptedEngine();
    slow.hold();
    ExecutorService one = Executors.newSingleThreadExecutor();
    try (ResizeService service =
        ResizeService.builder(source).remote(slow).listener(metrics).build()) {
      CompletableFuture<?> first = service.resizeAsync(request("a.png"), one);
      CompletableFuture<?> second = service.resizeAsync(request("a.png"), one);
      slow.release();
      first.get();
      second.get();

      awaitLine("image_resize_lookups_total{outcome=\"miss\",tier=\"none\"} 2.0");
      awaitLine("image_resize_waits_seconds_count{kind=\"coalesced\"} 1");
      awaitLine("image_resize_waits_seconds_count{kind=\"lease\"} 0");
    } finally {
      one.shutdownNow();
    }
  }

  /** A store in another place, which can be cut off. */
  private static final class FarStore extends ForwardingCacheStore {
    private volatile boolean dead;

    FarStore(CacheStore store) {
      super(store);
    }

    @Override
    protected CacheStore around(CacheStore other) {
      throw new AssertionError("a memory store has no budget to keep");
    }

    @Override
    public Optional<CacheEntry> get(CacheKey key) {
      if (dead) {
        throw new IllegalStateException("the far store is dead");
      }
      return super.get(key).flatMap(entry -> CacheEntry.fromBytes(entry.toBytes()));
    }
  }
}
