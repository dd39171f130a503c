package io.github.imageresize.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * A Redis Cluster of three masters, each with a replica if wanted. What is left of it goes on
 * without a master that failed.
 */
final class ClusterNodes implements AutoCloseable {
  private static final int SLOTS = 16_384;
  private static final int MASTERS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RedisServer[] masters = start(MASTERS);
  private final RedisServer[] replicas;

  ClusterNodes() {
    this(false);
  }

  private ClusterNodes(boolean replicated) {
    replicas = start(replicated ? MASTERS : 0);
    for (int master = 0; master < MASTERS; master++) {
      masters[master].text("CLUSTER", addSlots(master));
    }
    all().forEach(node -> masters[0].text("CLUSTER", "MEET", "127.0.0.1", "" + node.port()));
    all().forEach(node -> await("all are known", node, "cluster_known_nodes:" + all().count()));
    for (int replica = 0; replica < replicas.length; replica++) {
      replicas[replica].text("CLUSTER", "REPLICATE", masters[replica].text("CLUSTER", "MYID"));
    }
    all().forEach(node -> await("the Cluster is complete", node, "cluster_state:ok"));
    all().forEach(node -> await("the Cluster is complete", node, "cluster_size:" + MASTERS));
    for (RedisServer replica : replicas) {
      Await.until(
          PATIENCE,
          "the replica is in step",
          () -> replica.text("INFO", "replication").contains("master_link_status:up"));
    }
  }

  static ClusterNodes withReplicas() {
    return new ClusterNodes(true);
  }

  RedisServer[] masters() {
    return masters.clone();
  }

  RedisServer[] replicas() {
    return replicas.clone();
  }

  /** The master that got a name's slot in the beginning. */
  RedisServer master(byte[] name) {
    int slot = JedisClusterCRC16.getSlot(name);
    int master = 0;
    while (slot >= firstSlot(master + 1)) {
      master++;
    }
    return masters[master];
  }

  /** Moves a name's slot and all that is in it to a master, as a rebalancing does. */
  void move(byte[] name, RedisServer target) {
    RedisServer origin = master(name);
    String slot = "" + JedisClusterCRC16.getSlot(name);
    if (origin == target) {
      return;
    }
    String originId = origin.text("CLUSTER", "MYID");
    String targetId = target.text("CLUSTER", "MYID");
    target.text("CLUSTER", "SETSLOT", slot, "IMPORTING", originId);
    origin.text("CLUSTER", "SETSLOT", slot, "MIGRATING", targetId);
    while (origin.command("CLUSTER", "GETKEYSINSLOT", slot, "10") instanceof List<?> names
        && !names.isEmpty()) {
      for (Object each : names) {
        String key = new String((byte[]) each, StandardCharsets.UTF_8);
        origin.text("MIGRATE", "127.0.0.1", "" + target.port(), key, "0", "5000", "REPLACE");
      }
    }
    for (RedisServer master : masters) {
      master.text("CLUSTER", "SETSLOT", slot, "NODE", targetId);
    }
  }

  UnifiedJedis client() {
    return client(Clients.DEADLINE);
  }

  UnifiedJedis client(Duration timeout) {
    return Clients.cluster(timeout, masters);
  }

  @Override
  public void close() {
    all().forEach(RedisServer::close);
  }

  private Stream<RedisServer> all() {
    return Stream.of(masters, replicas).flatMap(Arrays::stream);
  }

  private static RedisServer[] start(int count) {
    return Stream.generate(
            () ->
                RedisServer.start(
                    "--cluster-enabled",
                    "yes",
                    "--cluster-node-timeout",
                    "2000",
                    "--cluster-require-full-coverage",
                    "no"))
        .limit(count)
        .toArray(RedisServer[]::new);
  }

  private static String[] addSlots(int master) {
    return Stream.concat(
            Stream.of("ADDSLOTS"),
            IntStream.range(firstSlot(master), firstSlot(master + 1)).mapToObj(Integer::toString))
        .toArray(String[]::new);
  }

  private static int firstSlot(int master) {
    return SLOTS * master / MASTERS;
  }

  private static void await(String what, RedisServer node, String state) {
    Await.until(PATIENCE, what, () -> node.text("CLUSTER", "INFO").contains(state));
  }
}
