package io.github.imageresize.redis;

import static io.github.imageresize.redis.Entries.LONG;
import static io.github.imageresize.redis.Entries.entry;
import static io.github.imageresize.redis.Entries.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.CacheKey;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** Masters of a Cluster that freeze or die, while their keys and others are asked for. */
class RedisClusterOutageIT {
  private static final RedisKeys NAMES = new RedisKeys("image-resize:");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int SOURCES = 300;
  private static final int ORIGINALS = 20;
  private static final int THREADS = 8;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void keepsTheHitsOfTheOtherMastersWhileOneIsFrozen() throws Exception {
    try (ClusterNodes nodes = new ClusterNodes();
        UnifiedJedis client = nodes.client()) {
      RedisCacheStore store = RedisCacheStore.builder(client).build();
      for (int source = 0; source < SOURCES; source++) {
        store.put(key("photo-" + source, 1), entry("image"), LONG);
      }
      RedisServer frozen = nodes.masters()[1];
      frozen.freeze();
      try {
        Load load = new Load(nodes, frozen, store);
        load.run(Duration.ofSeconds(3));

        assertThat(load.asked.get()).as("asked for elsewhere").isGreaterThan(500);
        assertThat(load.hits.get())
            .as("hits of %s elsewhere", load.asked)
            .isGreaterThan(load.asked.get() * 9 / 10);
        assertThat(load.slow.get()).as("calls that waited").isLessThan(10 * THREADS);
      } finally {
        frozen.thaw();
      }
      CacheKey theirs = keyOn(nodes, frozen);
      Await.until(SOON, "the thawed master is used again", () -> isFound(store, theirs));
    }
  }

  @Test
  void givesNothingOldWhenAReplicaTakesOver() throws Exception {
    try (ClusterNodes nodes = ClusterNodes.withReplicas();
        UnifiedJedis one = nodes.client();
        UnifiedJedis other = nodes.client();
        ChangingImages images = changing(one, other)) {
      images.awaitProgress(100);
      // What the replica has not got yet is lost with its master: the promise begins after it.
      images.stopChanging();
      assertThat(nodes.masters()[0].text("WAIT", "1", "10000")).isEqualTo("1");

      nodes.masters()[0].kill();
      RedisServer successor = nodes.replicas()[0];
      Await.until(SOON, "it takes over", () -> successor.isMaster());
      images.goOnChanging();
      images.awaitProgress(300);

      images.end();
      assertThat(images.failures()).as("while there was no master").isPositive();
      assertThat(successor.keys()).isPositive();
    }
  }

  @Test
  void givesNothingOldWhileSlotsMoveFromMasterToMaster() throws Exception {
    try (ClusterNodes nodes = new ClusterNodes();
        UnifiedJedis one = nodes.client();
        UnifiedJedis other = nodes.client();
        ChangingImages images = changing(one, other)) {
      images.awaitProgress(100);

      for (int original = 0; original < ORIGINALS; original++) {
        nodes.move(NAMES.generation(ChangingImages.original(original)), nodes.masters()[2]);
      }
      images.awaitProgress(100);

      images.end();
      assertThat(nodes.masters()[0].keys() + nodes.masters()[1].keys()).isZero();
      assertThat(nodes.masters()[2].keys()).isPositive();
    }
  }

  private static ChangingImages changing(UnifiedJedis one, UnifiedJedis other) {
    return new ChangingImages(
        List.of(RedisCacheStore.builder(one).build(), RedisCacheStore.builder(other).build()),
        ORIGINALS,
        6,
        new Random().nextLong());
  }

  private static CacheKey keyOn(ClusterNodes nodes, RedisServer master) {
    int source = 0;
    while (nodes.master(NAMES.generation("photo-" + source)) != master) {
      source++;
    }
    return key("photo-" + source, 1);
  }

  private static boolean isFound(RedisCacheStore store, CacheKey key) {
    try {
      return store.get(key).isPresent();
    } catch (RedisStoreException notYet) {
      return false;
    }
  }

  /** Threads that ask for all keys, and what became of those that are on working masters. */
  private final class Load {
    private final ClusterNodes nodes;
    private final RedisServer frozen;
    private final RedisCacheStore store;
    private final AtomicBoolean end = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger hits = new AtomicInteger();
    private final AtomicInteger slow = new AtomicInteger();

    private Load(ClusterNodes nodes, RedisServer frozen, RedisCacheStore store) {
      this.nodes = nodes;
      this.frozen = frozen;
      this.store = store;
    }

    private void run(Duration time) throws Exception {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(thread);
        running.add(threads.submit(() -> ask(random)));
      }
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
      end.set(true);
      for (Future<?> thread : running) {
        thread.get(30, TimeUnit.SECONDS);
      }
    }

    private void ask(Random random) {
      while (!end.get()) {
        CacheKey key = key("photo-" + random.nextInt(SOURCES), 1);
        boolean elsewhere = nodes.master(NAMES.entry(key)) != frozen;
        long start = System.nanoTime();
        boolean found = isFound(store, key);
        if (System.nanoTime() - start > Clients.DEADLINE.toNanos() / 2) {
          slow.incrementAndGet();
        }
        if (elsewhere) {
          asked.incrementAndGet();
          hits.addAndGet(found ? 1 : 0);
        }
      }
    }
  }
}
