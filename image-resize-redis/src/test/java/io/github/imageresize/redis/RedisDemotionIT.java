package io.github.imageresize.redis;

import static io.github.imageresize.redis.Entries.LONG;
import static io.github.imageresize.redis.Entries.entry;
import static io.github.imageresize.redis.Entries.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.cache.CacheKey;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** A master that became a replica, while a new one took its place behind the same address. */
@SuppressWarnings("deprecation") // the builders of Jedis 8 are not there in Jedis 5
class RedisDemotionIT {
  private static final CacheKey KEY = key("a.jpg", 1);
  private static final Duration SOON = Duration.ofSeconds(20);

  private final RedisServer demoted = RedisServer.start();
  private final RedisServer promoted = RedisServer.start();
  private final FaultyProxy address = new FaultyProxy(demoted.port());
  private final PooledConnectionProvider connections =
      Clients.connections(address.port(), Clients.PATIENCE);
  private final UnifiedJedis client = new UnifiedJedis(connections, 1, Clients.PATIENCE);

  @BeforeEach
  void changeRoles() {
    RedisCacheStore before = RedisCacheStore.builder(client).deadline(Clients.PATIENCE).build();
    before.put(KEY, entry("old"), LONG);
    // It can't reach its new master and so keeps what that one invalidated.
    demoted.text("REPLICAOF", "127.0.0.1", "" + RedisServer.freePort());
    address.leadTo(promoted.port());
  }

  @AfterEach
  void stop() {
    client.close();
    address.close();
    promoted.close();
    demoted.close();
  }

  @Test
  void leadsToTheNewOneWhereTheCallerLetsConnectionsGo() {
    RedisCacheStore store =
        RedisCacheStore.builder(client)
            .deadline(Clients.PATIENCE)
            .onDemotion(() -> connections.getPool().clear())
            .build();
    assertThat(Entries.text(store.get(KEY))).as("not noticed yet").contains("old");

    assertThatThrownBy(() -> store.invalidate("a.jpg")).hasMessageContaining("READONLY");
    Await.until(SOON, "it goes on with the new master", () -> invalidates(store));

    assertThat(store.get(KEY)).isEmpty();
    store.put(KEY, entry("new"), LONG);
    assertThat(promoted.text("DBSIZE")).isEqualTo("2");
    assertThat(Entries.text(store.get(KEY))).contains("new");
  }

  @Test
  void givesNothingOldOnceItIsNoticed() {
    RedisCacheStore store = RedisCacheStore.builder(client).deadline(Duration.ofMillis(20)).build();
    assertThatThrownBy(() -> store.put(KEY, entry("new"), LONG)).hasMessageContaining("READONLY");

    for (int time = 0; time < 200; time++) {
      assertThatThrownBy(() -> store.get(KEY)).isInstanceOf(RedisStoreException.class);
    }
  }

  private static boolean invalidates(RedisCacheStore store) {
    try {
      store.invalidate("a.jpg");
      return true;
    } catch (RedisStoreException notYet) {
      return false;
    }
  }
}
