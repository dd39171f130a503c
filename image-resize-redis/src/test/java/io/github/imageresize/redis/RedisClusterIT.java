package io.github.imageresize.redis;

import static io.github.imageresize.redis.Entries.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.CacheStore;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

@Tag("every-jedis")
class RedisClusterIT extends RedisCacheStoreContract {
  private static final LongSupplier TIME = System::nanoTime;
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

  @Test
  void knowsEachMasterByItsSlots() {
    OperationGate[] gates =
        Stream.generate(() -> new OperationGate(LONG, 7, new Demotion(() -> {}, () -> {}), TIME))
            .limit(4)
            .toArray(OperationGate[]::new);
    AtomicInteger made = new AtomicInteger();
    ServerGates known = new ServerGates(client, () -> gates[made.getAndIncrement()], TIME);
    Map<RedisServer, byte[]> names = new HashMap<>();
    for (int source = 0; names.size() < 3; source++) {
      byte[] name = new RedisKeys("").generation("photo-" + source);
      names.put(nodes.master(name), name);
    }
    byte[] first = names.get(nodes.masters()[0]);
    byte[] second = names.get(nodes.masters()[1]);
    assertThat(known.areOneServer(first, second)).as("nothing was learnt yet").isTrue();

    known.run("get", first, LONG, () -> client.mget(first));

    assertThat(known.areOneServer(first, second)).isFalse();
    assertThat(known.areOneServer(second, names.get(nodes.masters()[2]))).isFalse();
    assertThat(known.areOneServer(first, first.clone())).isTrue();
    assertThat(made).as("one to begin with, and three").hasValue(4);
  }

  @Override
  protected CacheStore store() {
    return RedisCacheStore.builder(client).deadline(Clients.PATIENCE).build();
  }
}
