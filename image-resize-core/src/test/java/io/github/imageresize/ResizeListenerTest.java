package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.cache.Await;
import io.github.imageresize.cache.CacheEntry;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.ForwardingCacheStore;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.ScriptedEngine;
import io.github.imageresize.cache.TieredCacheStore;
import io.github.imageresize.event.CacheLookup;
import io.github.imageresize.event.EngineFallback;
import io.github.imageresize.event.EntryEvicted;
import io.github.imageresize.event.GateLoad;
import io.github.imageresize.event.ImageFailed;
import io.github.imageresize.event.ImageMade;
import io.github.imageresize.event.StoreFailure;
import io.github.imageresize.local.LocalResizeService;
import io.github.imageresize.source.DirectoryImageSource;
import io.github.imageresize.source.ImageSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one listener, given once, hears of a whole service, and what it can't do to it. */
@Timeout(60)
class ResizeListenerTest {
  @TempDir private Path folder;
  private ImageSource source;

  @BeforeEach
  void drawTheOriginals() throws IOException {
    for (String name : List.of("a.png", "b.png", "c.png")) {
      ImageIO.write(
          new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB),
          "png",
          folder.resolve(name).toFile());
    }
    source = new DirectoryImageSource(folder);
  }

  private static ImageRequest request(String source) {
    return ImageRequest.builder(source).width(8).format(ImageFormat.PNG).build();
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
      // What comes from afar has gone through bytes.
      return super.get(key).flatMap(entry -> CacheEntry.fromBytes(entry.toBytes()));
    }
  }

  /** Writes down what it hears. */
  private static final class Recorder implements ResizeListener {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void lookedUp(CacheLookup event) {
      String tier = event.tier().map(found -> " in " + found).orElse("");
      heard.add(event.outcome() + tier + " of " + event.request().source());
    }

    @Override
    public void made(ImageMade event) {
      heard.add("made " + event.format() + " by " + event.engine());
    }

    @Override
    public void failed(ImageFailed event) {
      heard.add("failed by " + event.engine() + ": " + event.failure().reason());
    }

    @Override
    public void fellBack(EngineFallback event) {
      heard.add("fell back from " + event.from() + " to " + event.to());
    }

    @Override
    public void storeFailed(StoreFailure event) {
      heard.add(event.store() + " failed in " + event.operation());
    }

    @Override
    public void evicted(EntryEvicted event) {
      heard.add("evicted " + event.source());
    }

    @Override
    public void gateChanged(GateLoad event) {
      heard.add("gate " + event.working() + "+" + event.waiting());
    }

    void await(String event) {
      Await.until(event + " in " + heard, () -> heard.contains(event));
    }
  }

  @Test
  void hearsTheTierOfEachHitAndAFarStoreThatIsDead() {
    Recorder recorder = new Recorder();
    FarStore far = new FarStore(MemoryCacheStore.ofBytes(1 << 20));
    try (TieredCacheStore tiers =
            TieredCacheStore.builder(MemoryCacheStore.ofBytes(1 << 20), far).build();
        ResizeService service =
            ResizeService.builder(source).cache(tiers).listener(recorder).build();
        TieredCacheStore otherTiers =
            TieredCacheStore.builder(MemoryCacheStore.ofBytes(1 << 20), far).build();
        ResizeService otherNode = ResizeService.builder(source).cache(otherTiers).build()) {
      otherNode.resize(request("a.png"));
      service.resize(request("a.png"));
      service.resize(request("a.png"));
      far.dead = true;
      service.resize(request("b.png"));

      recorder.await("HIT in SHARED of a.png");
      recorder.await("HIT in MEMORY of a.png");
      recorder.await("MISS of b.png");
      recorder.await("FarStore failed in get");
    }
  }

  @Test
  void hearsEnginesHereAndRemote() {
    Recorder recorder = new Recorder();
    ScriptedEngine remote = new ScriptedEngine();
    try (ResizeService service =
        ResizeService.builder(source).remote(remote).listener(recorder).build()) {
      service.resize(request("a.png"));
      remote.fail(new ImageResizeException(Reason.TIMEOUT, "too slow"));
      service.resize(request("b.png"));

      recorder.await("made PNG by scripted-1");
      recorder.await("failed by scripted-1: TIMEOUT");
      recorder.await(
          "fell back from scripted-1 to " + LocalResizeService.builder().build().engine());
      recorder.await("gate 1+0");
      recorder.await("gate 0+0");
      recorder.await("made PNG by " + LocalResizeService.builder().build().engine());
    }
  }

  @Test
  void hearsOfEvictions() {
    Recorder recorder = new Recorder();
    MemoryCacheStore small =
        MemoryCacheStore.builder().capacityBytes(2_500).largestEntry(1).build();
    try (ResizeService service =
        ResizeService.builder(source).cache(small).listener(recorder).build()) {
      for (String name : List.of("a.png", "b.png", "c.png")) {
        service.resize(request(name));
      }
      Await.until(
          "an eviction in " + recorder.heard,
          () -> recorder.heard.stream().anyMatch(event -> event.startsWith("evicted ")));
    }
  }

  @Test
  void isNotToldByAServiceThatIsClosed() {
    Recorder recorder = new Recorder();
    MemoryCacheStore shared =
        MemoryCacheStore.builder().capacityBytes(2_500).largestEntry(1).build();
    ResizeService.builder(source).cache(shared).listener(recorder).build().close();
    try (ResizeService service = ResizeService.builder(source).cache(shared).build()) {
      for (String name : List.of("a.png", "b.png", "c.png")) {
        service.resize(request(name));
      }
    }
    assertThat(recorder.heard).isEmpty();
  }

  @Test
  void blocksNoRequestAndNoKeyWhenItNeverReturns() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    ResizeListener blocking =
        new ResizeListener() {
          @Override
          public void lookedUp(CacheLookup event) {
            block();
          }

          @Override
          public void made(ImageMade event) {
            block();
          }

          private void block() {
            try {
              never.await();
            } catch (InterruptedException interrupted) {
              throw new IllegalStateException(interrupted);
            }
          }
        };
    try (ResizeService service = ResizeService.builder(source).listener(blocking).build()) {
      for (int round = 0; round < 10_000; round++) {
        assertThat(service.resize(request("a.png")).width()).isEqualTo(8);
      }
      assertThat(service.resize(request("b.png")).width()).isEqualTo(8);
    } finally {
      never.countDown();
    }
  }

  @Test
  void breaksNoRequestWhateverItThrows() {
    List<Supplier<Throwable>> faults =
        List.of(IllegalStateException::new, NoClassDefFoundError::new, IOException::new);
    for (Supplier<Throwable> fault : faults) {
      ResizeListener throwing =
          new ResizeListener() {
            @Override
            public void lookedUp(CacheLookup event) {
              throw ResizeListenerTest.<RuntimeException>sneaked(fault.get());
            }

            @Override
            public void made(ImageMade event) {
              throw ResizeListenerTest.<RuntimeException>sneaked(fault.get());
            }
          };
      ResizeListener shielded = ResizeListener.shielded(throwing);
      shielded.lookedUp(CacheLookup.miss(request("a.png")));
      try (ResizeService service = ResizeService.builder(source).listener(throwing).build()) {
        assertThat(service.resize(request("a.png")).width()).isEqualTo(8);
        assertThat(service.resize(request("a.png")).width()).isEqualTo(8);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneaked(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void tellsInOrderAndDropsWhatDoesNotFit() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    List<Integer> heard = new ArrayList<>();
    AtomicInteger count = new AtomicInteger();
    ResizeListener slow =
        new ResizeListener() {
          @Override
          public void gateChanged(GateLoad event) {
            try {
              release.await();
            } catch (InterruptedException interrupted) {
              throw new IllegalStateException(interrupted);
            }
            heard.add(event.working());
            count.incrementAndGet();
          }
        };
    ResizeListener queued = ResizeListener.queued(slow);
    int sent = 3 * QueuedListener.CAPACITY;
    for (int i = 0; i < sent; i++) {
      queued.gateChanged(GateLoad.of(i, 0, 0));
    }
    release.countDown();
    Await.until("those that fit are told", () -> count.get() == QueuedListener.CAPACITY + 1);

    queued.gateChanged(GateLoad.of(sent, 0, 0));
    Await.until("the next one is told", () -> count.get() == QueuedListener.CAPACITY + 2);
    assertThat(heard).isSorted().startsWith(0, 1, 2).endsWith(sent).doesNotContain(sent - 1);
  }

  @Test
  void passesEveryEventOnInEachOfItsWrappers() throws Exception {
    for (UnaryOperator<ResizeListener> wrapper :
        List.<UnaryOperator<ResizeListener>>of(
            ResizeListener::shielded,
            ResizeListener::queued,
            listener -> ResizeListener.all(List.of(listener, ResizeListener.NONE)))) {
      List<String> heard = new CopyOnWriteArrayList<>();
      ResizeListener wrapped = wrapper.apply(noting(heard));
      List<String> sent = new ArrayList<>();
      for (Method method : ResizeListener.class.getMethods()) {
        if (!Modifier.isStatic(method.getModifiers())) {
          sent.add(method.getName());
          method.invoke(wrapped, mock(method.getParameterTypes()[0]));
        }
      }
      Await.until("all are told", () -> heard.size() == sent.size());
      assertThat(heard).containsExactlyElementsOf(sent);
    }
  }

  private static ResizeListener noting(List<String> heard) {
    return (ResizeListener)
        Proxy.newProxyInstance(
            ResizeListener.class.getClassLoader(),
            new Class<?>[] {ResizeListener.class},
            (proxy, method, arguments) -> {
              heard.add(method.getName());
              return null;
            });
  }

  @Test
  void tellsAllOfSeveralThoughOneThrows() {
    Recorder first = new Recorder();
    Recorder second = new Recorder();
    ResizeListener throwing =
        new ResizeListener() {
          @Override
          public void gateChanged(GateLoad event) {
            throw new IllegalStateException("thrown by a listener");
          }
        };
    ResizeListener.all(List.of(first, throwing, second)).gateChanged(GateLoad.of(1, 0, 0));

    assertThat(first.heard).containsExactly("gate 1+0");
    assertThat(second.heard).containsExactly("gate 1+0");
    assertThat(ResizeListener.all(List.of())).isSameAs(ResizeListener.NONE);
    assertThat(ResizeListener.all(List.of(first))).isSameAs(first);
  }

  @Test
  void isWrappedOnce() {
    ResizeListener queued = ResizeListener.queued(new Recorder());

    assertThat(ResizeListener.queued(queued)).isSameAs(queued);
    assertThat(ResizeListener.shielded(queued)).isSameAs(queued);
    assertThat(ResizeListener.queued(ResizeListener.NONE)).isSameAs(ResizeListener.NONE);
    assertThatThrownBy(() -> ResizeListener.shielded(null))
        .isInstanceOf(NullPointerException.class);
  }
}
