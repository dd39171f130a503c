package io.github.imageresize.redis;

import io.github.imageresize.cache.CacheStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import redis.clients.jedis.UnifiedJedis;

@Tag("every-jedis")
class RedisClusterIT extends RedisCacheStoreContract {
  private static ClusterNodes nodes;
  private static UnifiedJedis client;

  @BeforeAll
  static void start() {
    nodes = new ClusterNodes();
    client = nodes.client(Clients.PATIENCE);
  }

  @AfterAll
  static void stop() {
    client.close();
    nodes.close();
  }

  @Override
  protected CacheStore store() {
    return RedisCacheStore.builder(client).deadline(Clients.PATIENCE).build();
  }
}
