package io.github.imageresize.benchmarks.simulation;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.CacheEntry;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.MemoryCacheStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * The hit ratio of {@link MemoryCacheStore} by its size, on a Zipf-like trace: prints the table of
 * docs/operations.md. Images are a sixteenth of their usual size, as only proportions matter, and
 * lengths are log-normal.
 *
 * <p>{@code java -cp benchmarks.jar io.github.imageresize.benchmarks.simulation.HitRatioSimulation}
 */
public final class HitRatioSimulation {
  private static final int IMAGES = 100_000;
  private static final int REQUESTS = 1_000_000;
  private static final double[] EXPONENTS = {0.7, 0.85, 1.0};
  private static final double[] PARTS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5};
  private static final double MEAN_LOG_LENGTH = Math.log(2560);
  private static final double DEVIATION_OF_LOG_LENGTH = 0.8;
  private static final int LONGEST = 64 << 10;
  private static final Duration LONG = Duration.ofHours(1);

  private HitRatioSimulation() {}

  /** Prints the table; takes no arguments. */
  public static void main(String[] arguments) {
    System.out.println("| cache, of all variants' bytes | s = 0.7 | s = 0.85 | s = 1.0 |");
    System.out.println("|---:|---:|---:|---:|");
    for (double part : PARTS) {
      StringBuilder row = new StringBuilder("| %.0f %% |".formatted(part * 100));
      for (double exponent : EXPONENTS) {
        row.append(" %.0f %% |".formatted(100 * hitRatio(IMAGES, REQUESTS, part, exponent)));
      }
      System.out.println(row);
    }
  }

  /**
   * Plays a trace twice as long as what is counted; the first half fills the cache.
   *
   * @param part the cache's capacity as a part of what all images weigh
   */
  static double hitRatio(int images, int requests, double part, double exponent) {
    int[] lengths = lengths(images);
    long total = 0;
    for (int image = 0; image < images; image++) {
      total += lengths[image] + MemoryCacheStore.ENTRY_OVERHEAD_BYTES;
    }
    MemoryCacheStore store =
        MemoryCacheStore.builder().capacityBytes((long) (total * part)).build();
    ZipfTrace trace = new ZipfTrace(images, exponent, 7);
    int hits = 0;
    for (int request = 0; request < 2 * requests; request++) {
      int image = trace.next();
      CacheKey key = key(image);
      if (store.get(key).isPresent()) {
        hits += request >= requests ? 1 : 0;
      } else {
        store.put(key, entry(lengths[image]), LONG);
      }
    }
    return (double) hits / requests;
  }

  private static int[] lengths(int images) {
    Random random = new Random(3);
    int[] lengths = new int[images];
    for (int image = 0; image < images; image++) {
      double length = Math.exp(MEAN_LOG_LENGTH + DEVIATION_OF_LOG_LENGTH * random.nextGaussian());
      lengths[image] = (int) Math.min(LONGEST, length);
    }
    return lengths;
  }

  private static CacheKey key(int image) {
    return CacheKey.of(
        ImageRequest.builder("images/" + image + ".jpg").width(300).build(), "local");
  }

  private static CacheEntry entry(int length) {
    Instant until = Instant.now().plus(LONG);
    return CacheEntry.ofImage(
        ResizedImage.wrap(
            new byte[length], ImageFormat.JPEG, 300, 200, "v1", ResizedImage.Origin.LOCAL),
        until,
        until);
  }
}
