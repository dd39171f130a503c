package io.github.imageresize.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.CacheStore;
import java.util.List;
import java.util.Random;
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
  void givesNothingOldThroughAFailoverNorFromTheOldMasterThatComesBack() throws Exception {
    try (SentinelGroup failing = new SentinelGroup();
        UnifiedJedis one = failing.client();
        UnifiedJedis other = failing.client();
        ChangingImages images =
            new ChangingImages(List.of(store(one), store(other)), 10, 6, new Random().nextLong())) {
      images.awaitProgress(100);
      // What the replica has not got yet is lost with its master: the promise begins after it.
      images.stopChanging();
      assertThat(failing.master().text("WAIT", "1", "10000")).isEqualTo("1");

      failing.master().freeze();
      failing.awaitFailover();
      images.goOnChanging();
      images.awaitProgress(100);
      failing.master().thaw();
      images.awaitProgress(100);

      images.end();
      assertThat(images.failures()).as("while there was no master").isPositive();
      assertThat(failing.replica().text("DBSIZE")).isNotEqualTo("0");
    }
  }

  private static RedisCacheStore store(UnifiedJedis client) {
    return RedisCacheStore.builder(client).build();
  }
}
