package io.github.imageresize.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.InvalidationHistory;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.TieredCacheStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/**
 * Nobody sees what was invalidated before, whatever goes wrong; for longer: {@code
 * -Dhistory.steps=100000} and {@code -Dhistory.seconds=3600}, which is for each test.
 */
class RedisHistoryIT {
  private static final int THREADS = 9;
  private static final int STEPS = Integer.getInteger("history.steps", 400);
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("history.seconds", 2));
  private static final Duration PATIENCE = Clients.PATIENCE;

  private final long seed = Long.getLong("history.seed", new Random().nextLong());
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (int last = open.size() - 1; last >= 0; last--) {
      open.get(last).close();
    }
  }

  @Test
  void holdsForThreeNodesOnOneServer() throws Exception {
    RedisServer server = opened(RedisServer.start());
    InvalidationHistory.check(nodes(server.port(), PATIENCE), THREADS, STEPS, seed);
  }

  @Test
  void holdsForThreeNodesOnACluster() throws Exception {
    ClusterNodes cluster = opened(new ClusterNodes());
    List<CacheStore> nodes =
        Stream.generate(() -> store(opened(cluster.client(PATIENCE)), PATIENCE)).limit(3).toList();
    InvalidationHistory.check(nodes, THREADS, STEPS, seed);
  }

  @Test
  void holdsWhileTheServerForgetsEntriesAndScripts() throws Exception {
    RedisServer server = opened(RedisServer.start());
    AtomicBoolean end = new AtomicBoolean();
    ExecutorService forgetting = Executors.newSingleThreadExecutor();
    Future<Integer> forgotten =
        forgetting.submit(
            () -> {
              int times = 0;
              for (; !end.get(); times++) {
                server.text("FLUSHALL");
                server.text("SCRIPT", "FLUSH");
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
              }
              return times;
            });
    InvalidationHistory.check(nodes(server.port(), PATIENCE), THREADS, STEPS, seed);
    end.set(true);
    forgetting.shutdown();

    assertThat(forgotten.get(30, TimeUnit.SECONDS)).isGreaterThan(5);
  }

  @Test
  void holdsWhileTheNetworkFails() throws Exception {
    RedisServer server = opened(RedisServer.start());
    List<FaultyProxy> networks =
        Stream.generate(() -> opened(new FaultyProxy(server.port()))).limit(3).toList();
    List<CacheStore> nodes =
        networks.stream()
            .map(network -> store(opened(Clients.single(network.port())), Clients.DEADLINE))
            .toList();
    List<FaultyProxy.Fault> faults =
        List.of(
            FaultyProxy.CUT,
            FaultyProxy.SILENCE,
            FaultyProxy.delay(Duration.ofMillis(300)),
            FaultyProxy.garbage(seed),
            FaultyProxy.flip(seed));
    Random random = new Random(seed);
    try (ChangingImages images = new ChangingImages(nodes, 5, THREADS, seed)) {
      images.awaitProgress(20);
      for (long end = System.nanoTime() + TIME.toNanos(); System.nanoTime() < end; ) {
        FaultyProxy network = networks.get(random.nextInt(networks.size()));
        network.set(faults.get(random.nextInt(faults.size())));
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(300)).toNanos());
        network.set(FaultyProxy.NONE);
        if (random.nextBoolean()) {
          network.cutAll();
        }
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(100)).toNanos());
      }
      assertThat(images.failures()).isPositive();
      images.awaitProgress(20);
      images.end();
    }
  }

  /** Nodes that did not hear an invalidation may give what was near for the near lifetime. */
  @Test
  void holdsForTiersAfterTheNearLifetime() throws Exception {
    RedisServer server = opened(RedisServer.start());
    Duration nearLifetime = Duration.ofMillis(100);
    List<TieredCacheStore> nodes =
        nodes(server.port(), PATIENCE).stream()
            .map(
                far ->
                    opened(
                        TieredCacheStore.builder(MemoryCacheStore.ofBytes(1 << 20), far)
                            .nearLifetime(nearLifetime)
                            .build()))
            .toList();
    try (ChangingImages images =
        new ChangingImages(nodes, 5, THREADS, seed, nearLifetime.multipliedBy(2))) {
      LockSupport.parkNanos(TIME.toNanos());
      images.awaitProgress(20);
      images.end();
    }
  }

  /** There is room for about half of them. */
  @Test
  void holdsWhileTheServerEvictsEntriesAndGenerations() throws Exception {
    RedisServer server = opened(RedisServer.start());
    server.text("CONFIG", "SET", "maxmemory-policy", "allkeys-random");
    server.text("CONFIG", "SET", "maxmemory", "" + (server.info("used_memory") + (3 << 20)));
    List<CacheStore> nodes = nodes(server.port(), PATIENCE);
    try (ChangingImages images = new ChangingImages(nodes, 6_000, THREADS, seed)) {
      LockSupport.parkNanos(TIME.toNanos());
      images.awaitProgress(200);
      Await.until(Duration.ofSeconds(30), "it evicts", () -> server.info("evicted_keys") > 1_000);
      images.end();
    }
  }

  private List<CacheStore> nodes(int port, Duration deadline) {
    return Stream.generate(() -> store(opened(Clients.single(port, deadline)), deadline))
        .limit(3)
        .toList();
  }

  private static CacheStore store(UnifiedJedis client, Duration deadline) {
    return RedisCacheStore.builder(client)
        .deadline(deadline)
        .largestEntry(ChangingImages.LIMIT)
        .build();
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.add(resource);
    return resource;
  }
}
