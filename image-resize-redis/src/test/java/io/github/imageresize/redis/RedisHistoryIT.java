package io.github.imageresize.redis;

import io.github.imageresize.cache.InvalidationHistory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** Nobody sees what was invalidated before; for longer: {@code -Dhistory.steps=100000}. */
class RedisHistoryIT {
  private static final int THREADS = 9;
  private static final int STEPS = Integer.getInteger("history.steps", 1000);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final long seed = Long.getLong("history.seed", new Random().nextLong());

  @Test
  void holdsForThreeNodesOnOneServer() throws Exception {
    try (RedisServer server = RedisServer.start();
        UnifiedJedis one = Clients.single(server.port(), PATIENCE);
        UnifiedJedis two = Clients.single(server.port(), PATIENCE);
        UnifiedJedis three = Clients.single(server.port(), PATIENCE)) {
      check(one, two, three);
    }
  }

  @Test
  void holdsForThreeNodesOnACluster() throws Exception {
    try (ClusterNodes nodes = new ClusterNodes();
        UnifiedJedis one = nodes.client();
        UnifiedJedis two = nodes.client();
        UnifiedJedis three = nodes.client()) {
      check(one, two, three);
    }
  }

  @Test
  void holdsWhileTheServerForgetsEntriesAndScripts() throws Exception {
    AtomicBoolean end = new AtomicBoolean();
    ExecutorService forgetting = Executors.newSingleThreadExecutor();
    try (RedisServer server = RedisServer.start();
        UnifiedJedis one = Clients.single(server.port(), PATIENCE);
        UnifiedJedis two = Clients.single(server.port(), PATIENCE);
        UnifiedJedis three = Clients.single(server.port(), PATIENCE)) {
      forgetting.submit(
          () -> {
            while (!end.get()) {
              server.text("FLUSHALL");
              server.text("SCRIPT", "FLUSH");
              LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
          });
      check(one, two, three);
      end.set(true);
      forgetting.shutdown();
    }
  }

  private void check(UnifiedJedis... nodes) throws Exception {
    List<RedisCacheStore> stores =
        List.of(nodes).stream()
            .map(node -> RedisCacheStore.builder(node).deadline(PATIENCE).build())
            .toList();
    InvalidationHistory.check(stores, THREADS, STEPS, seed);
  }
}
