package io.github.imageresize.redis;

import io.github.imageresize.cache.CacheStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import redis.clients.jedis.UnifiedJedis;

class RedisSingleServerIT extends RedisCacheStoreContract {
  private static RedisServer server;
  private static UnifiedJedis client;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    client = Clients.single(server.port());
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Override
  protected CacheStore store() {
    return RedisCacheStore.builder(client).build();
  }
}
