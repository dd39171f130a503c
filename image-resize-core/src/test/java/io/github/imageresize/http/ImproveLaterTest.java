package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizeService;
import io.github.imageresize.cache.Await;
import io.github.imageresize.cache.CacheEntry;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.ForwardingCacheStore;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.codec.AvifLookalike;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With an encoder that takes as long as the test wants it to. */
class ImproveLaterTest {
  private static final String BROWSER = "image/avif,image/webp,image/*;q=0.8";
  private static final String USUAL =
      "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=86400";
  private static final String BRIEF = "public, max-age=60";

  private final SlowAvif avif = new SlowAvif();
  private final ResizeService service = ResizeService.builder(new OnePicture()).codec(avif).build();
  private final ImageHttpHandler handler = handler(service);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private static ImageHttpHandler handler(ResizeService service) {
    return ImageHttpHandler.builder(service)
        .sizes(SizePolicy.allowAnySize())
        .improveLater(EnumSet.of(ImageFormat.AVIF, ImageFormat.JXL))
        .build();
  }

  /** One who waits, for the same service. */
  private ImageHttpHandler patient() {
    return ImageHttpHandler.builder(service).sizes(SizePolicy.allowAnySize()).build();
  }

  @AfterEach
  void close() {
    avif.release();
    service.close();
    threads.shutdownNow();
  }

  /** The ways in which a server may ask. */
  private enum Way {
    BLOCKING {
      @Override
      HttpReply ask(ImageHttpHandler handler, HttpRequestHead head, ExecutorService threads) {
        return handler.answer(head);
      }
    },
    ASYNCHRONOUS {
      @Override
      HttpReply ask(ImageHttpHandler handler, HttpRequestHead head, ExecutorService threads) {
        return handler.answerAsync(head, threads).orTimeout(20, TimeUnit.SECONDS).join();
      }
    },
    AT_ONCE_IF_POSSIBLE {
      @Override
      HttpReply ask(ImageHttpHandler handler, HttpRequestHead head, ExecutorService threads) {
        return handler.answerAtOnce(head).orElseGet(() -> handler.answer(head));
      }
    };

    abstract HttpReply ask(ImageHttpHandler handler, HttpRequestHead head, ExecutorService threads);
  }

  private static HttpRequestHead head(String target, String... fields) {
    Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    map.put("Accept", BROWSER);
    for (int i = 0; i < fields.length; i += 2) {
      map.put(fields[i], fields[i + 1]);
    }
    String[] parts = target.split("\\?", 2);
    return HttpRequestHead.of("GET", parts[0], parts[1], map::get);
  }

  private HttpReply get(String target, String... fields) {
    return handler.answer(head(target, fields));
  }

  private static String field(HttpReply reply, String name) {
    return reply.field(name).orElse("");
  }

  private void awaitAvif() {
    ImageRequest request =
        ImageRequest.builder("a.png")
            .width(40)
            .format(ImageFormat.AVIF)
            .animatedFormat(ImageFormat.WEBP)
            .build();
    Await.until("in the cache", () -> service.cached(request).isPresent());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void answersAtOnceInAFastFormatAndLaterInTheSlowOne(Way way) {
    avif.hold();

    HttpReply first = way.ask(handler, head("/images/a.png?w=40"), threads);
    HttpReply second = way.ask(handler, head("/images/a.png?w=40"), threads);
    avif.release();
    awaitAvif();
    HttpReply last = way.ask(handler, head("/images/a.png?w=40"), threads);

    assertThat(first.status()).isEqualTo(200);
    assertThat(field(first, "Content-Type")).isEqualTo("image/webp");
    assertThat(field(first, "Cache-Control")).isEqualTo(BRIEF);
    assertThat(field(first, "Vary")).isEqualTo("Accept");
    assertThat(first.field("Last-Modified")).isEmpty();
    assertThat(field(first, "Cache-Status"))
        .contains("fwd=miss")
        .endsWith("; detail=\"provisional, avif follows\"");
    assertThat(field(second, "Cache-Status"))
        .startsWith("image-resize; hit; ttl=")
        .endsWith("; detail=\"provisional, avif follows\"");
    assertThat(field(second, "ETag")).isEqualTo(field(first, "ETag")).isNotEmpty();
    assertThat(field(last, "Content-Type")).isEqualTo("image/avif");
    assertThat(field(last, "Cache-Control")).isEqualTo(USUAL);
    assertThat(field(last, "Vary")).isEqualTo("Accept");
    assertThat(field(last, "Last-Modified")).isNotEmpty();
    assertThat(field(last, "Cache-Status"))
        .startsWith("image-resize; hit")
        .doesNotContain("provis");
    assertThat(field(last, "ETag")).isNotEmpty().isNotEqualTo(field(first, "ETag"));
    assertThat(avif.encodings()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void looksForEachOfTheTwoOnceBeforeOneIsMade(Way way) {
    CountedLooks store = new CountedLooks(MemoryCacheStore.builder().build());
    avif.hold();
    try (ResizeService counted =
        ResizeService.builder(new OnePicture()).codec(avif).cache(store).build()) {
      way.ask(handler(counted), head("/images/a.png?w=40"), threads);

      assertThat(store.looks("webp")).isEqualTo(1);
      assertThat(store.looks("avif")).isEqualTo(way == Way.AT_ONCE_IF_POSSIBLE ? 2 : 1);
    }
  }

  private static final class CountedLooks extends ForwardingCacheStore {
    private final List<String> keys;

    CountedLooks(CacheStore store) {
      this(store, new CopyOnWriteArrayList<>());
    }

    private CountedLooks(CacheStore store, List<String> keys) {
      super(store);
      this.keys = keys;
    }

    @Override
    protected CacheStore around(CacheStore other) {
      return new CountedLooks(other, keys);
    }

    @Override
    public Optional<CacheEntry> get(CacheKey key) {
      keys.add(key.explain());
      return super.get(key);
    }

    long looks(String format) {
      return keys.stream().filter(key -> key.contains("format=" + format)).count();
    }
  }

  @Test
  void takesThePlaceOfNobodyWhoWaits() throws Exception {
    ResizeLimits onePlace =
        ResizeLimits.builder().parallelism(1).queueTimeout(Duration.ofMillis(50)).build();
    avif.hold();
    try (ResizeService busy =
        ResizeService.builder(new OnePicture()).codec(avif).limits(onePlace).build()) {
      handler(busy).answer(head("/images/a.png?w=40"));
      avif.awaitHeld();

      HttpReply meanwhile = handler(busy).answer(head("/images/a.png?w=50"));
      avif.release();

      assertThat(meanwhile.status()).isEqualTo(200);
      assertThat(field(meanwhile, "Content-Type")).isEqualTo("image/webp");
    }
  }

  @Test
  void isWaitedForByWhoeverNamesTheFormat() {
    HttpReply reply = get("/images/a.png?w=40&format=avif");

    assertThat(field(reply, "Content-Type")).isEqualTo("image/avif");
    assertThat(field(reply, "Cache-Control")).isEqualTo(USUAL);
    assertThat(avif.encodings()).isEqualTo(1);
  }

  @Test
  void isMadeOnceEvenIfAnotherOneCannotWait() throws Exception {
    avif.hold();
    get("/images/a.png?w=40");
    avif.awaitHeld();

    CompletableFuture<HttpReply> patient =
        patient().answerAsync(head("/images/a.png?w=40"), threads);
    HttpReply provisional = get("/images/a.png?w=40");
    boolean waits = !patient.isDone();
    avif.release();

    assertThat(waits).isTrue();
    assertThat(field(provisional, "Content-Type")).isEqualTo("image/webp");
    assertThat(field(patient.get(20, TimeUnit.SECONDS), "Content-Type")).isEqualTo("image/avif");
    assertThat(avif.encodings()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void tellsWhoeverHasTheProvisionalOneThatItIsGoodUntilTheOtherIsThere(Way way) {
    avif.hold();
    String tag = field(way.ask(handler, head("/images/a.png?w=40"), threads), "ETag");
    HttpRequestHead again = head("/images/a.png?w=40", "If-None-Match", tag);

    HttpReply unchanged = way.ask(handler, again, threads);
    avif.release();
    awaitAvif();
    HttpReply better = way.ask(handler, again, threads);
    HttpRequestHead withBetter = head("/images/a.png?w=40", "If-None-Match", field(better, "ETag"));

    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(field(unchanged, "Cache-Control")).isEqualTo(BRIEF);
    assertThat(better.status()).isEqualTo(200);
    assertThat(field(better, "Content-Type")).isEqualTo("image/avif");
    assertThat(way.ask(handler, withBetter, threads).status()).isEqualTo(304);
  }

  /** As after a restart: neither image is kept, the client has one of them. */
  @ParameterizedTest
  @EnumSource(Way.class)
  void needsNoImageForAClientWhoHasOne(Way way) {
    String tag = field(patient().answer(head("/images/a.png?w=40")), "ETag");
    try (ResizeService restarted = ResizeService.builder(new OnePicture()).codec(avif).build()) {
      HttpReply reply =
          way.ask(handler(restarted), head("/images/a.png?w=40", "If-None-Match", tag), threads);

      assertThat(reply.status()).isEqualTo(304);
      assertThat(field(reply, "ETag")).isEqualTo(tag);
      assertThat(field(reply, "Cache-Control")).isEqualTo(USUAL);
    }
    assertThat(avif.encodings()).isEqualTo(1);
  }

  @Test
  void leavesWhatFailedAloneForAWhile() {
    avif.fail(new ImageResizeException(Reason.UNAVAILABLE, "no encoder today"));

    List<String> formats = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      HttpReply reply = get("/images/a.png?w=40");
      formats.add(field(reply, "Content-Type"));
      Await.until("an attempt", () -> avif.encodings() >= 1);
    }

    assertThat(formats).containsOnly("image/webp");
    assertThat(avif.encodings()).isEqualTo(1);
  }

  @Test
  void showsAnotherFormatWhereItIsRememberedThatTheSlowOneFails() {
    avif.fail(new ImageResizeException(Reason.RESULT_TOO_LARGE, "too large for AVIF"));
    assertThat(patient().answer(head("/images/a.png?w=40")).status()).isEqualTo(413);

    HttpReply reply = get("/images/a.png?w=40");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(field(reply, "Content-Type")).isEqualTo("image/webp");
    assertThat(avif.encodings()).isEqualTo(1);
  }

  @Test
  void doesNotGiveAClientWhatItDoesNotAccept() {
    HttpReply alone = get("/images/a.png?w=40", "Accept", "image/avif, */*;q=0");
    HttpReply withoutWebp = get("/images/a.png?w=50", "Accept", "image/avif,image/*");

    assertThat(field(alone, "Content-Type")).isEqualTo("image/avif");
    assertThat(field(withoutWebp, "Content-Type")).isEqualTo("image/png");
  }

  @Test
  void endsTheWorkAndLosesNothingWhenTheServiceIsClosed() throws Exception {
    avif.hold();
    get("/images/a.png?w=40");
    avif.awaitHeld();

    service.close();
    Await.until("the interrupted work ends", () -> avif.interrupts() == 1);
    avif.release();

    HttpReply provisional = get("/images/a.png?w=40");
    assertThat(field(provisional, "Content-Type")).isEqualTo("image/webp");
    assertThat(field(get("/images/a.png?w=40&format=avif"), "Content-Type"))
        .isEqualTo("image/avif");
  }

  @Test
  void takesAServiceThatKeepsImages() {
    ResizeService forgetful =
        ResizeService.builder(new OnePicture()).codec(avif).withoutCache().build();

    assertThatIllegalStateException()
        .isThrownBy(() -> handler(forgetful))
        .withMessageContaining("keeps images");
  }

  @Test
  void changesNothingUnlessItIsSwitchedOn() {
    assertThat(field(patient().answer(head("/images/a.png?w=40")), "Content-Type"))
        .isEqualTo("image/avif");
  }

  private static final class OnePicture implements ImageSource {
    @Override
    public SourceImage read(String path, ReadAllowance allowance) {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      try {
        ImageIO.write(new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB), "png", png);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      return SourceImage.wrap(png.toByteArray(), "v1")
          .withLastModified(Instant.parse("2020-01-01T00:00:00Z"));
    }

    @Override
    public String version(String path) {
      return "v1";
    }
  }

  /** Writes bytes that begin like an AVIF's. */
  private static final class SlowAvif extends AvifLookalike {
    private final AtomicInteger encodings = new AtomicInteger();
    private final AtomicInteger interrupts = new AtomicInteger();
    private volatile CountDownLatch begun = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile @Nullable ImageResizeException failure;

    void hold() {
      gate = new CountDownLatch(1);
    }

    void awaitHeld() throws InterruptedException {
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    }

    void release() {
      gate.countDown();
    }

    void fail(ImageResizeException value) {
      failure = value;
    }

    int encodings() {
      return encodings.get();
    }

    int interrupts() {
      return interrupts.get();
    }

    @Override
    public byte[] encode(PlanarImage image, EncodeRequest request) {
      encodings.incrementAndGet();
      begun.countDown();
      try {
        assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException interrupted) {
        interrupts.incrementAndGet();
        Thread.currentThread().interrupt();
        throw new ImageResizeException(Reason.TIMEOUT, "interrupted", interrupted);
      }
      if (failure != null) {
        throw failure;
      }
      return super.encode(image, request);
    }
  }
}
