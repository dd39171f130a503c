package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.imageresize.cache.Await;
import io.github.imageresize.cache.CacheLifetimes;
import io.github.imageresize.cache.CachingResizeService;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.local.LocalResizeService;
import io.github.imageresize.source.DirectoryImageSource;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How descriptions go through the services that wrap others. */
class DescriptionsTest {
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final AtomicLong nanos = new AtomicLong();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  @Test
  void areKeptUntilTheOriginalIsInvalidated() throws IOException {
    draw(30, 20);
    try (CachingResizeService service =
        CachingResizeService.builder(local(), MemoryCacheStore.ofBytes(1 << 20)).build()) {
      assertThat(service.describe("a.png").size()).isEqualTo(new ImageSize(30, 20));

      draw(40, 50);
      assertThat(service.describe("a.png").size()).isEqualTo(new ImageSize(30, 20));

      service.invalidate("a.png");
      assertThat(service.describe("a.png").size()).isEqualTo(new ImageSize(40, 50));
    }
  }

  @Test
  void followTheVersionOfTheirOriginalAsImagesDo() throws IOException {
    draw(30, 20);
    try (CachingResizeService service = aging(local())) {
      assertThat(service.describe("a.png").size()).isEqualTo(new ImageSize(30, 20));

      draw(40, 50);
      nanos.addAndGet(FRESH.toNanos());

      assertThat(service.describe("a.png").size())
          .as("given at once")
          .isEqualTo(new ImageSize(30, 20));
      Await.until(
          "described anew", () -> service.describe("a.png").size().equals(new ImageSize(40, 50)));
    }
  }

  @Test
  void costOneLookAtAnOriginalThatStaysTheSame() throws IOException {
    draw(30, 20);
    AtomicInteger looks = new AtomicInteger();
    AtomicInteger versions = new AtomicInteger();
    ResizeService counted =
        new ForwardingResizeService(local()) {
          @Override
          public ImageDescription describe(String source) {
            looks.incrementAndGet();
            return super.describe(source);
          }

          @Override
          public Optional<String> currentVersion(ImageRequest request) {
            versions.incrementAndGet();
            return super.currentVersion(request);
          }
        };
    try (CachingResizeService service = aging(counted)) {
      for (int age = 1; age < 4; age++) {
        int before = age;
        Await.until(
            "the version is looked at",
            () -> {
              service.describe("a.png");
              return versions.get() >= before;
            });
        nanos.addAndGet(FRESH.toNanos());
      }
      assertThat(looks).hasValue(1);
    }
  }

  @Test
  void areForgottenWithAnOriginalThatIsGoneOnASecondLook() throws IOException {
    draw(30, 20);
    try (CachingResizeService service = aging(local())) {
      service.describe("a.png");
      Files.writeString(folder.resolve("b.txt"), "of an empty folder it is not told");
      Files.delete(folder.resolve("a.png"));
      nanos.addAndGet(FRESH.toNanos());
      assertThat(service.describe("a.png").size()).isEqualTo(new ImageSize(30, 20));

      Await.until(
          "gone",
          () -> {
            nanos.addAndGet(CacheLifetimes.DEFAULTS.refreshRetry().toNanos());
            try {
              service.describe("a.png");
              return false;
            } catch (ImageResizeException gone) {
              return gone.reason() == ImageResizeException.Reason.SOURCE_NOT_FOUND;
            }
          });
    }
  }

  private CachingResizeService aging(ResizeService engine) {
    return CachingResizeService.builder(engine, MemoryCacheStore.ofBytes(1 << 20))
        .lifetimes(CacheLifetimes.builder().fresh(FRESH).build())
        .nanoTime(nanos::get)
        .build();
  }

  @Test
  void keepNoFailure() throws IOException {
    try (CachingResizeService service =
        CachingResizeService.builder(local(), MemoryCacheStore.ofBytes(1 << 20)).build()) {
      assertThatThrownBy(() -> service.describe("a.png")).isInstanceOf(ImageResizeException.class);

      draw(30, 20);
      assertThat(service.describe("a.png").format()).isEqualTo("PNG");
    }
  }

  @Test
  void areSharedByThoseWhoAskAtTheSameTime() throws Exception {
    SlowEngine engine = new SlowEngine();
    try (CachingResizeService service =
        CachingResizeService.builder(engine, MemoryCacheStore.ofBytes(1 << 20)).build()) {
      Future<ImageDescription> first = callers.submit(() -> service.describe("a.png"));
      engine.looking.acquire();
      FutureTask<ImageDescription> second = new FutureTask<>(() -> service.describe("a.png"));
      Thread caller = new Thread(second, "second caller");
      caller.start();
      while (caller.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      engine.mayAnswer.release();

      assertThat(second.get()).isSameAs(first.get());
      assertThat(engine.looks).hasValue(1);
    }
  }

  @Test
  void areNotKeptIfTheOriginalIsInvalidatedMeanwhileWhichWaitsForNobody() throws Exception {
    SlowEngine engine = new SlowEngine();
    try (CachingResizeService service =
        CachingResizeService.builder(engine, MemoryCacheStore.ofBytes(1 << 20)).build()) {
      Future<ImageDescription> early = callers.submit(() -> service.describe("a.png"));
      engine.looking.acquire();

      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> service.invalidate("a.png"));
      engine.mayAnswer.release(2);

      assertThat(early.get().size().width()).isEqualTo(1);
      assertThat(service.describe("a.png").size().width()).isEqualTo(2);
    }
  }

  @Test
  void areGivenByTheSecondEngineWhereTheFirstCannot() throws IOException {
    draw(30, 20);
    ResizeService modest = new ModestEngine();
    assertThatThrownBy(() -> modest.describe("a.png"))
        .hasMessageContaining("the engine modest-1 can't describe originals");

    FallbackResizeService both = FallbackResizeService.builder(modest, local()).build();

    assertThat(both.describe("a.png").size()).isEqualTo(new ImageSize(30, 20));
  }

  private LocalResizeService local() {
    return LocalResizeService.builder(new DirectoryImageSource(folder)).build();
  }

  private void draw(int width, int height) throws IOException {
    File file = folder.resolve("a.png").toFile();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", file);
  }

  /** Knows nothing but its name. */
  private static final class ModestEngine implements ResizeService {

    @Override
    public ResizedImage resize(ImageRequest request) {
      throw new ImageResizeException(ImageResizeException.Reason.UNAVAILABLE, "not now");
    }

    @Override
    public String engine() {
      return "modest-1";
    }
  }

  /** Waits within each look until it may answer; each look gives a wider picture. */
  private static final class SlowEngine implements ResizeService {
    private final Semaphore looking = new Semaphore(0);
    private final Semaphore mayAnswer = new Semaphore(0);
    private final AtomicInteger looks = new AtomicInteger();

    @Override
    public ResizedImage resize(ImageRequest request) {
      throw new ImageResizeException(ImageResizeException.Reason.UNAVAILABLE, "not now");
    }

    @Override
    public ImageDescription describe(String source) {
      int width = looks.incrementAndGet();
      looking.release();
      mayAnswer.acquireUninterruptibly();
      return ImageDescription.builder("PNG", new ImageSize(width, 1)).build();
    }

    @Override
    public String engine() {
      return "slow-1";
    }
  }
}
