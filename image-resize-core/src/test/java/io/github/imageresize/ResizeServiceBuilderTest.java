package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.cache.Await;
import io.github.imageresize.cache.CacheEntry;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.CacheLifetimes;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.EntryOrLease;
import io.github.imageresize.cache.ForwardingCacheStore;
import io.github.imageresize.cache.ManualClock;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.ScriptedEngine;
import io.github.imageresize.event.CacheLookup;
import io.github.imageresize.event.EngineFallback;
import io.github.imageresize.event.ImageFailed;
import io.github.imageresize.event.ImageMade;
import io.github.imageresize.source.DirectoryImageSource;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The assembled service over real files, a real engine and a real cache. */
class ResizeServiceBuilderTest {
  private final ImageRequest request =
      ImageRequest.builder("a.png").width(8).format(ImageFormat.PNG).build();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final ResizeListener listener =
      new ResizeListener() {
        @Override
        public void lookedUp(CacheLookup event) {
          events.add(event.outcome() + event.tier().map(tier -> " " + tier).orElse(""));
        }

        @Override
        public void made(ImageMade event) {
          events.add("made " + event.origin());
        }

        @Override
        public void failed(ImageFailed event) {
          events.add("failed " + event.failure().reason());
        }

        @Override
        public void fellBack(EngineFallback event) {
          events.add("fell back " + event.failure().reason());
        }
      };

  @TempDir private Path folder;
  private ImageSource source;

  @BeforeEach
  void drawTheOriginal() throws IOException {
    draw("a.png", 32, 16);
    source = new DirectoryImageSource(folder);
  }

  private void draw(String name, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  /** Events come on a thread of their own. */
  private void assertHeard(String... expected) {
    Await.until("as many events", () -> events.size() >= expected.length);
    assertThat(events).containsExactly(expected);
  }

  @Test
  void makesAnImageInThisProcessAndKeepsItInMemory() {
    try (ResizeService service = ResizeService.builder(source).listener(listener).build()) {
      ResizedImage made = service.resize(request);
      ResizedImage found = service.resize(request);

      assertThat(made.width()).isEqualTo(8);
      assertThat(made.height()).isEqualTo(4);
      assertThat(found.origin()).isEqualTo(ResizedImage.Origin.CACHE);
      assertThat(found.toByteArray()).isEqualTo(made.toByteArray());
      assertThat(service.engine()).startsWith("local-");
      assertHeard("MISS", "made LOCAL", "HIT MEMORY");
    }
  }

  @Test
  void remembersThatThereIsNoOriginal() {
    ImageRequest missing = ImageRequest.builder("missing.png").build();
    try (ResizeService service = ResizeService.builder(source).listener(listener).build()) {
      assertThatThrownBy(() -> service.resize(missing)).isInstanceOf(ImageResizeException.class);
      assertThatThrownBy(() -> service.resize(missing)).isInstanceOf(ImageResizeException.class);

      assertHeard("MISS", "failed SOURCE_NOT_FOUND", "NEGATIVE_HIT MEMORY");
    }
  }

  @Test
  void seesThatAnOriginalChanged() throws IOException {
    ManualClock clock = new ManualClock();
    try (ResizeService service =
        ResizeService.builder(source)
            .clock(clock)
            .nanoTime(clock::nanoTime)
            .lifetimes(CacheLifetimes.builder().fresh(Duration.ofMinutes(1)).build())
            .build()) {
      assertThat(service.resize(request).height()).isEqualTo(4);
      draw("a.png", 32, 32);
      clock.advance(Duration.ofMinutes(1));

      assertThat(service.resize(request).height()).as("served while refreshed").isEqualTo(4);
      Await.until(
          "the new original shows",
          () -> service.cached(request).map(ResizedImage::height).equals(Optional.of(8)));
    }
  }

  @Test
  void invalidatesThroughTheStoreThatWasHandedIn() throws IOException {
    MemoryCacheStore store = MemoryCacheStore.ofBytes(1 << 20);
    try (ResizeService service = ResizeService.builder(source).cache(store).build()) {
      service.resize(request);
      draw("a.png", 32, 32);
      store.invalidate("a.png");

      assertThat(service.resize(request).height()).isEqualTo(8);
    }
  }

  @Test
  void keepsNothingWithoutACache() {
    try (ResizeService service =
        ResizeService.builder(source).withoutCache().listener(listener).build()) {
      service.resize(request);
      service.resize(request);

      assertThat(service.cached(request)).isEmpty();
      assertHeard("made LOCAL", "made LOCAL");
    }
  }

  @Test
  void wrapsTheEngineBelowTheCacheTheLastWrapperOutermost() {
    List<String> asked = new CopyOnWriteArrayList<>();
    try (ResizeService service =
        ResizeService.builder(source)
            .wrapEngine(engine -> noting("inner", asked, engine))
            .wrapEngine(engine -> noting("outer", asked, engine))
            .build()) {
      service.resize(request);
      service.resize(request);

      assertThat(asked).containsExactly("outer", "inner");
    }
  }

  private static ResizeService noting(String name, List<String> asked, ResizeService engine) {
    return new ForwardingResizeService(engine) {
      @Override
      public ResizedImage resize(ImageRequest request) {
        asked.add(name);
        return super.resize(request);
      }
    };
  }

  @Test
  void stepsInForARemoteEngineAndKeepsTheResultOnlyShortly() throws IOException {
    ManualClock clock = new ManualClock();
    ScriptedEngine remote = new ScriptedEngine();
    remote.fail(new ImageResizeException(Reason.UNAVAILABLE, "no connection"));
    try (ResizeService service =
        ResizeService.builder(source)
            .remote(remote)
            .listener(listener)
            .clock(clock)
            .nanoTime(clock::nanoTime)
            .build()) {
      assertThat(service.engine()).isEqualTo(remote.engine());
      assertThat(service.resize(request).isProvisional()).isTrue();
      assertThat(service.resize(request).isProvisional()).isTrue();
      remote.fail(null);
      clock.advance(CacheLifetimes.DEFAULTS.provisional());

      assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
      assertHeard(
          "MISS",
          "failed UNAVAILABLE",
          "fell back UNAVAILABLE",
          "made LOCAL",
          "HIT MEMORY",
          "MISS",
          "made REMOTE");
      assertThat(remote.resizes()).isEqualTo(2);
      Files.delete(folder.resolve("a.png"));
      assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
    }
  }

  @Test
  void holdsTheLimits() {
    ResizeLimits limits = ResizeLimits.builder().sourcePixels(100).build();
    try (ResizeService service = ResizeService.builder(source).limits(limits).build()) {
      assertThatThrownBy(() -> service.resize(request))
          .isInstanceOfSatisfying(
              ImageResizeException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.SOURCE_TOO_LARGE));
    }
  }

  @Test
  void takesADeadlineOfAnyLength() {
    ResizeLimits limits = ResizeLimits.builder().deadline(Duration.ofDays(10_000)).build();
    try (ResizeService service =
        ResizeService.builder(source).limits(limits).leaseTime(Duration.ofHours(1)).build()) {
      assertThat(service.resize(request).width()).isEqualTo(8);
    }
    assertThatThrownBy(() -> ResizeService.builder(source).leaseTime(Duration.ofHours(2)))
        .hasMessage("leaseTime must be positive and at most PT1H, but is PT2H");
  }

  @Test
  void limitsHowManyWaitForOneImage() throws Exception {
    ScriptedEngine engine = new ScriptedEngine();
    try (ResizeService narrow =
        ResizeService.builder(source).remote(engine).maxWaiters(1).build()) {
      engine.hold();
      CompletableFuture<ResizedImage> leader =
          narrow.resizeAsync(request, work -> new Thread(work, "leader").start());
      engine.awaitHeld();

      assertThatThrownBy(() -> narrow.resize(request))
          .isInstanceOfSatisfying(
              ImageResizeException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED));
      engine.release();
      assertThat(leader.get(20, TimeUnit.SECONDS).sourceVersion()).isEqualTo("v1");
    }
  }

  /** A store that is not near, each look into which takes its time. */
  private static final class SlowStore extends ForwardingCacheStore {
    private final Runnable look;

    private SlowStore(CacheStore store, Runnable look) {
      super(store);
      this.look = look;
    }

    @Override
    protected CacheStore around(CacheStore other) {
      return new SlowStore(other, look);
    }

    @Override
    public Optional<CacheEntry> get(CacheKey key) {
      look.run();
      return super.get(key);
    }

    @Override
    public EntryOrLease getOrLease(CacheKey key, Duration atMost) {
      look.run();
      return super.getOrLease(key, atMost);
    }

    @Override
    public boolean protectsItself() {
      return false;
    }
  }

  @Test
  void asksAStoreNoMoreOnceItsBudgetIsSpent() {
    ManualClock clock = new ManualClock();
    AtomicInteger asked = new AtomicInteger();
    CacheStore slow =
        new SlowStore(
            MemoryCacheStore.ofBytes(1 << 20),
            () -> {
              asked.incrementAndGet();
              clock.advance(Duration.ofMillis(300));
            });
    ResizeServiceBuilder builder =
        ResizeService.builder(source).remote(new ScriptedEngine()).cache(slow);
    try (ResizeService usual = builder.nanoTime(clock::nanoTime).build();
        ResizeService patient = builder.storeBudget(Duration.ofMillis(400)).build()) {
      usual.resize(request);
      assertThat(asked).as("200 ms by default").hasValue(1);
      patient.resize(request);
      assertThat(asked).hasValue(3);
    }
  }

  @Test
  void namesASettingThatIsOutOfRange() {
    ResizeServiceBuilder builder = ResizeService.builder(source);
    assertThatThrownBy(() -> builder.storeBudget(Duration.ZERO))
        .hasMessage("storeBudget must be positive and at most PT1H, but is PT0S");
    assertThatThrownBy(() -> builder.maxWaiters(0))
        .hasMessage("maxWaiters must be 1..1000000, but is 0");
    assertThatThrownBy(() -> builder.maxWaiters(1_000_001))
        .hasMessage("maxWaiters must be 1..1000000, but is 1000001");
  }

  @Test
  void tellsHowLongItsEnginesTakeTogether() {
    ResizeService remote =
        new ForwardingResizeService(new ScriptedEngine()) {
          @Override
          public Optional<Duration> deadline() {
            return Optional.of(Duration.ofSeconds(25));
          }
        };
    try (ResizeService local = ResizeService.builder(source).build();
        ResizeService both = ResizeService.builder(source).remote(remote).build();
        ResizeService unknown =
            ResizeService.builder(source).remote(new ScriptedEngine()).build()) {
      assertThat(local.deadline()).contains(Duration.ofSeconds(10));
      assertThat(both.deadline()).contains(Duration.ofSeconds(35));
      assertThat(unknown.deadline()).isEmpty();
    }
  }

  /** As an administrator does, or a virtual machine that was moved. */
  @Test
  void makesAnImageInTimeThoughTheClockIsSetMeanwhile() {
    ManualClock clock = new ManualClock();
    AtomicReference<Duration> left = new AtomicReference<>();
    ImageSource clocksetting =
        new ImageSource() {
          @Override
          public SourceImage read(String path, ReadAllowance allowance) {
            clock.set(Duration.ofHours(1));
            SourceImage original = source.read(path, allowance);
            clock.advance(Duration.ofSeconds(3));
            left.set(allowance.deadline().remaining());
            return original;
          }

          @Override
          public String version(String path) {
            return source.version(path);
          }
        };
    try (ResizeService service =
        ResizeService.builder(clocksetting).clock(clock).nanoTime(clock::nanoTime).build()) {
      assertThat(service.resize(request).width()).isPositive();
      assertThat(left.get()).isEqualTo(Duration.ofSeconds(7));
    }
  }
}
