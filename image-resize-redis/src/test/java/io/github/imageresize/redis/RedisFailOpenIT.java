package io.github.imageresize.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.cache.CachingResizeService;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.TieredCacheStore;
import io.github.imageresize.internal.breaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** A service under load whose Redis goes wrong in every way: callers must not notice. */
class RedisFailOpenIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Of a breaker, between one try and the next. */
  private static final Duration PAUSE = CircuitBreaker.PAUSE;

  private static final int THREADS = 12;
  private static final int VARIANTS = 2_000;

  private final RedisServer server = RedisServer.start();
  private final FaultyProxy proxy = new FaultyProxy(server.port());
  private final UnifiedJedis client = Clients.single(proxy.port());
  private final RedisCacheStore redis = RedisCacheStore.builder(client).build();

  /** Memory that keeps nothing: every hit is Redis's. */
  private final TieredCacheStore store =
      TieredCacheStore.builder(MemoryCacheStore.ofBytes(1), redis).build();

  private final PacedEngine engine = new PacedEngine(Duration.ofMillis(2), () -> {});

  /** What was not waited for of the pauses of a breaker that is open. */
  private final AtomicLong skippedNanos = new AtomicLong();

  private final CachingResizeService service =
      CachingResizeService.builder(engine, store)
          .waitTimeout(Duration.ofHours(1)) // far more than what is skipped
          .nanoTime(() -> System.nanoTime() + skippedNanos.get())
          .build();

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<Future<?>> load = new ArrayList<>();
  private final AtomicBoolean end = new AtomicBoolean();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger fromCache = new AtomicInteger();
  private final AtomicInteger slow = new AtomicInteger();

  @BeforeEach
  void startLoad() {
    for (int thread = 0; thread < THREADS; thread++) {
      Random random = new Random(thread);
      load.add(threads.submit(() -> ask(random)));
    }
    answers(200);
  }

  @AfterEach
  void stop() {
    end.set(true);
    threads.shutdownNow();
    service.close();
    store.close();
    client.close();
    proxy.close();
    server.close();
  }

  @Test
  void killedAndRestartedEmpty() throws Exception {
    server.kill();
    answers(500);
    server.restart();
    endsWell();
  }

  @Test
  void frozenAndThawed() throws Exception {
    server.freeze();
    answersInTimeOnceTheBreakerIsOpen();
    server.thaw();
    endsWell();
  }

  @Test
  void full() throws Exception {
    server.text("CONFIG", "SET", "maxmemory-policy", "noeviction");
    server.text("CONFIG", "SET", "maxmemory", "1");
    answers(500);
    server.text("CONFIG", "SET", "maxmemory", "0");
    endsWell();
  }

  @Test
  void madeAReplicaAndAMasterAgain() throws Exception {
    try (RedisServer other = RedisServer.start()) {
      server.text("REPLICAOF", "127.0.0.1", "" + other.port());
      answers(500);
      server.text("REPLICAOF", "NO", "ONE");
      endsWell();
    }
  }

  @Test
  void slow() throws Exception {
    proxy.set(FaultyProxy.delay(Duration.ofSeconds(1)));
    answersInTimeOnceTheBreakerIsOpen();
    proxy.set(FaultyProxy.NONE);
    endsWell();
  }

  @Test
  void answeringByteByByte() throws Exception {
    proxy.set(FaultyProxy.drip(Duration.ofMillis(50)));
    answers(500);
    proxy.set(FaultyProxy.NONE);
    endsWell();
  }

  @Test
  void answeringGarbage() throws Exception {
    proxy.set(FaultyProxy.garbage(new Random().nextLong()));
    answers(500);
    proxy.set(FaultyProxy.flip(new Random().nextLong()));
    answers(500);
    proxy.set(FaultyProxy.NONE);
    endsWell();
  }

  @Test
  void cuttingConnections() throws Exception {
    proxy.set(FaultyProxy.CUT);
    answers(500);
    proxy.set(FaultyProxy.NONE);
    for (int time = 0; time < 10; time++) {
      proxy.cutAll();
      answers(100);
    }
    endsWell();
  }

  @Test
  void forgettingEntriesAndScripts() throws Exception {
    for (int time = 0; time < 20; time++) {
      server.text("FLUSHALL");
      server.text("SCRIPT", "FLUSH");
      answers(100);
    }
    endsWell();
  }

  private void ask(Random random) {
    while (!end.get()) {
      ImageRequest request =
          ImageRequest.builder("a.jpg").width(1 + random.nextInt(VARIANTS)).build();
      long start = System.nanoTime();
      ResizedImage image = service.resize(request);
      if (System.nanoTime() - start > Clients.DEADLINE.multipliedBy(2).toNanos()) {
        slow.incrementAndGet();
      }
      assertThat(PacedEngine.isRight(request, image)).isTrue();
      if (image.origin() == ResizedImage.Origin.CACHE) {
        fromCache.incrementAndGet();
      }
      answered.incrementAndGet();
    }
  }

  /** After the first rounds, which find out, no more than the one that probes may be slow. */
  private void answersInTimeOnceTheBreakerIsOpen() {
    answers(500);
    int before = slow.get();
    int from = answered.get();
    answers(2_000);
    assertThat(slow.get() - before).isLessThan((answered.get() - from) / 10);
  }

  private void answers(int count) {
    int goal = answered.get() + count;
    Await.until(
        Duration.ofSeconds(60), count + " are answered", () -> answered.get() >= goal || failed());
    assertThat(failed()).isFalse();
  }

  private boolean failed() {
    return load.stream().anyMatch(Future::isDone);
  }

  /** Redis itself gives hits again, without a restart of the node. */
  private void endsWell() throws Exception {
    BooleanSupplier redisGivesHits =
        () -> {
          int hits = fromCache.get();
          skippedNanos.addAndGet(PAUSE.toNanos());
          answers(50);
          return fromCache.get() > hits;
        };
    Await.until(SOON, "Redis is used again", redisGivesHits);
    end.set(true);
    for (Future<?> thread : load) {
      thread.get(30, TimeUnit.SECONDS);
    }
  }
}
