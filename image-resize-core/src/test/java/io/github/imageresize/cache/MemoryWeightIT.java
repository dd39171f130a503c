package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a store takes of the heap of a JVM of its own, when what is put into it has the longest
 * paths and versions, and texts of two bytes a character.
 */
@Timeout(120)
class MemoryWeightIT {
  private static final long CAPACITY = 32L << 20;
  private static final double MOST = 1.25;
  private static final int ROUNDS_PUT = 10_000;

  /** What is put into the store. */
  enum Filling {
    SMALL_IMAGES,
    IMAGES_IN_LARGER_ARRAYS,
    FAILURES
  }

  @ParameterizedTest
  @EnumSource
  void staysBelowACapacityAndAQuarter(Filling filling) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                MemoryWeightIT.class.getName(),
                filling.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    System.out.println(filling + " takes of the heap, and by the store's count: " + said.trim());
    String[] bytes = said.trim().split(" ");

    assertThat(Long.parseLong(bytes[1])).as("the store is full").isGreaterThan(CAPACITY * 9 / 10);
    assertThat(Long.parseLong(bytes[0])).isLessThan((long) (MOST * CAPACITY));
  }

  /** Says by how much the heap grew, and what the store counts. */
  public static void main(String[] arguments) throws IOException {
    Filling filling = Filling.valueOf(arguments[0]);
    fill(MemoryCacheStore.ofBytes(1 << 20), filling, 100);
    long before = usedHeap();
    MemoryCacheStore store = MemoryCacheStore.ofBytes(CAPACITY);
    fill(store, filling, ROUNDS_PUT);
    long counted = store.usedBytes();
    System.out.println(usedHeap() - before + " " + counted);
    if (store.get(key(ROUNDS_PUT)).isEmpty() && counted == 0) {
      throw new IOException("the store kept nothing");
    }
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    for (int time = 0; time < 3; time++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void fill(MemoryCacheStore store, Filling filling, int entries) {
    for (int number = 1; number <= entries; number++) {
      CacheKey key = key(number);
      key.digest();
      store.put(key, entry(filling, number), Duration.ofHours(1));
    }
  }

  private static CacheKey key(int number) {
    String path = number + "-" + "\u65e5".repeat(ImageRequest.MAX_SOURCE_LENGTH - 10);
    return CacheKey.of(ImageRequest.builder(path).width(3).build(), "local-1");
  }

  private static CacheEntry entry(Filling filling, int number) {
    Instant until = Instant.parse("2100-01-01T00:00:00Z");
    String version = number + "\u65e5".repeat(1000);
    return switch (filling) {
      case SMALL_IMAGES -> CacheEntry.ofImage(image(new byte[500], 500, version), until, until);
      case IMAGES_IN_LARGER_ARRAYS ->
          CacheEntry.ofImage(image(new byte[20_000], 100, version), until, until);
      case FAILURES ->
          CacheEntry.ofFailure(
              new ImageResizeException(Reason.CORRUPT_IMAGE, number + "\u65e5".repeat(2000))
                  .withPublicMessage(number + "\u65e5".repeat(2000)),
              until);
    };
  }

  private static ResizedImage image(byte[] array, int length, String version) {
    return ResizedImage.wrap(
        array, 0, length, ImageFormat.PNG, 1, 1, version, ResizedImage.Origin.LOCAL);
  }
}
