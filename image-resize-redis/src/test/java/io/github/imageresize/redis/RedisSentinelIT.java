package io.github.imageresize.redis;

import static io.github.imageresize.redis.Entries.LONG;
import static io.github.imageresize.redis.Entries.entry;
import static io.github.imageresize.redis.Entries.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.Lease;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

@Tag("oldest-jedis")
class RedisSentinelIT extends RedisCacheStoreContract {
  private static SentinelGroup group;
  private static UnifiedJedis client;

  @BeforeAll
  static void start() {
    group = new SentinelGroup();
    client = group.client(Clients.PATIENCE);
  }

  @AfterAll
  static void stop() {
    client.close();
    group.close();
  }

  @Override
  protected CacheStore store() {
    return RedisCacheStore.builder(client).deadline(Clients.PATIENCE).build();
  }

  @Test
  void givesRightImagesThroughAFailoverAndWorksOnTheNewMaster() throws Exception {
    try (SentinelGroup failing = new SentinelGroup();
        UnifiedJedis loaded = failing.client()) {
      RedisCacheStore store = RedisCacheStore.builder(loaded).build();
      AtomicBoolean end = new AtomicBoolean();
      AtomicInteger hits = new AtomicInteger();
      ExecutorService threads = Executors.newFixedThreadPool(6);
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 6; thread++) {
        long seed = thread;
        running.add(threads.submit(() -> load(store, new Random(seed), end, hits)));
      }
      Await.until(Duration.ofSeconds(10), "there is load", () -> hits.get() > 100);

      failing.master().kill();
      failing.awaitFailover();
      int before = hits.get();
      Await.until(
          Duration.ofSeconds(30), "the new master gives hits", () -> hits.get() > before + 100);

      end.set(true);
      for (Future<?> thread : running) {
        thread.get(30, TimeUnit.SECONDS);
      }
      threads.shutdown();
      assertThat(failing.replica().text("DBSIZE")).isNotEqualTo("0");
    }
  }

  private static void load(
      RedisCacheStore store, Random random, AtomicBoolean end, AtomicInteger hits) {
    while (!end.get()) {
      int variant = 1 + random.nextInt(20);
      CacheKey key = key("loaded.jpg", variant);
      try {
        String found = Entries.text(store.get(key)).orElse("");
        if (!found.isEmpty()) {
          assertThat(found).isEqualTo("image " + variant);
          hits.incrementAndGet();
        } else {
          try (Lease lease = store.lease(key, Duration.ofSeconds(1))) {
            lease.store(entry("image " + variant), LONG);
          }
        }
        if (random.nextInt(500) == 0) {
          store.invalidate("loaded.jpg");
        }
      } catch (RedisStoreException failingOver) {
        assertThat(failingOver).hasMessageContaining("Redis");
      }
    }
  }
}
