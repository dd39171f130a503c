package io.github.imageresize.redis;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.UnifiedJedis;

/** A Redis Cluster of three masters. */
final class ClusterNodes implements AutoCloseable {
  private static final int SLOTS = 16_384;
  private static final int MASTERS = 3;

  private final RedisServer[] masters =
      Stream.generate(
              () -> RedisServer.start("--cluster-enabled", "yes", "--cluster-node-timeout", "2000"))
          .limit(MASTERS)
          .toArray(RedisServer[]::new);

  ClusterNodes() {
    for (int master = 0; master < MASTERS; master++) {
      String[] slots =
          Stream.concat(
                  Stream.of("ADDSLOTS"),
                  IntStream.range(SLOTS * master / MASTERS, SLOTS * (master + 1) / MASTERS)
                      .mapToObj(Integer::toString))
              .toArray(String[]::new);
      masters[master].text("CLUSTER", slots);
      masters[0].text("CLUSTER", "MEET", "127.0.0.1", "" + masters[master].port());
    }
    for (RedisServer master : masters) {
      Await.until(
          Duration.ofSeconds(30),
          "the Cluster is complete",
          () -> {
            String state = master.text("CLUSTER", "INFO");
            return state.contains("cluster_state:ok")
                && state.contains("cluster_size:" + MASTERS)
                && state.contains("cluster_known_nodes:" + MASTERS);
          });
    }
  }

  RedisServer[] masters() {
    return masters.clone();
  }

  UnifiedJedis client() {
    return client(Clients.DEADLINE);
  }

  UnifiedJedis client(Duration timeout) {
    return Clients.cluster(timeout, masters);
  }

  @Override
  public void close() {
    Arrays.stream(masters).forEach(RedisServer::close);
  }
}
