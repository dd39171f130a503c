package io.github.imageresize.benchmarks;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.CachingResizeService;
import io.github.imageresize.cache.MemoryCacheStore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A hit in memory through a {@link ResizeService}. Run it with {@code -prof gc} to see that what it
 * allocates does not grow with the image.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MemoryHitBenchmark {
  private static final ImageRequest REQUEST =
      ImageRequest.builder("animals/cat.jpg").width(300).height(200).build();

  /** The length of the encoded image. */
  @Param({"5120", "61440", "1048576"})
  public int bytes;

  private ResizeService service;

  /** Fills the cache. */
  @Setup
  public void fill() {
    ResizeService engine =
        new ResizeService() {
          @Override
          public ResizedImage resize(ImageRequest request) {
            return ResizedImage.wrap(
                new byte[bytes], ImageFormat.JPEG, 300, 200, "v1", ResizedImage.Origin.LOCAL);
          }

          @Override
          public String engine() {
            return "bench-1";
          }
        };
    service = CachingResizeService.builder(engine, MemoryCacheStore.ofBytes(64 << 20)).build();
    service.resize(REQUEST);
    if (service.resize(REQUEST).origin() != ResizedImage.Origin.CACHE) {
      throw new IllegalStateException("there is no hit to measure");
    }
  }

  /** Ends the service. */
  @TearDown
  public void close() {
    service.close();
  }

  /** A request that was made before. */
  @Benchmark
  public ResizedImage sameRequest() {
    return service.resize(REQUEST);
  }

  /** A request that is put together anew, as in a web application. */
  @Benchmark
  public ResizedImage newRequest() {
    return service.resize(ImageRequest.builder("animals/cat.jpg").width(300).height(200).build());
  }
}
