package io.github.imageresize.redis;

import static io.github.imageresize.redis.Entries.LONG;
import static io.github.imageresize.redis.Entries.entry;
import static io.github.imageresize.redis.Entries.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.imageresize.cache.CacheKey;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** What a store's things take in a real server, against what its Javadoc says. */
class RedisMemoryIT {
  private static final int COUNT = 10_000;

  /** The value then fills a size class of the server's allocator, with nothing rounded up. */
  private static final int IMAGE_LENGTH =
      4096
          - "sdshdr".length()
          - StoredValue.HEADER_LENGTH
          - (entry(new byte[1]).toBytes().length - 1);

  @Test
  void takesTheMemoryThatIsDocumented() {
    try (RedisServer server = RedisServer.start();
        UnifiedJedis client = Clients.single(server.port(), Clients.PATIENCE)) {
      RedisCacheStore store = RedisCacheStore.builder(client).deadline(Clients.PATIENCE).build();
      CacheKey[] first = keys(1);
      CacheKey[] second = keys(2);
      store.get(first[0]);
      long empty = server.info("used_memory");
      put(store, first);
      long withSources = server.info("used_memory");
      put(store, second);
      long entriesAlone = (server.info("used_memory") - withSources) / COUNT - IMAGE_LENGTH;
      long sourcesAlone = (withSources - empty) / COUNT - IMAGE_LENGTH - entriesAlone;

      assertThat(entriesAlone).isCloseTo(RedisCacheStore.ENTRY_OVERHEAD_BYTES, within(40L));
      assertThat(sourcesAlone).isCloseTo(RedisCacheStore.SOURCE_OVERHEAD_BYTES, within(40L));
    }
  }

  private static CacheKey[] keys(int variant) {
    return IntStream.range(0, COUNT)
        .mapToObj(source -> key("photo-" + source, variant))
        .toArray(CacheKey[]::new);
  }

  private static void put(RedisCacheStore store, CacheKey[] keys) {
    for (CacheKey key : keys) {
      store.put(key, entry(new byte[IMAGE_LENGTH]), LONG);
    }
  }
}
