package io.github.imageresize.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.CacheStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import redis.clients.jedis.UnifiedJedis;

@Tag("every-jedis")
class RedisSingleServerIT extends RedisCacheStoreContract {
  private static RedisServer server;
  private static UnifiedJedis client;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    client = Clients.single(server.port(), Clients.PATIENCE);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @Test
  @EnabledIfSystemProperty(named = "jedis.version", matches = ".+")
  void runsWithTheJedisThatTheBuildNames() {
    String jar = UnifiedJedis.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    assertThat(jar).endsWith("jedis-" + System.getProperty("jedis.version") + ".jar");
  }

  @Override
  protected CacheStore store() {
    return RedisCacheStore.builder(client).deadline(Clients.PATIENCE).build();
  }
}
