package io.github.imageresize.redis;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A master, a replica, and three Sentinels that watch over them. */
final class SentinelGroup implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RedisServer master = RedisServer.start();
  private final RedisServer replica =
      RedisServer.start("--replicaof", "127.0.0.1", "" + master.port());
  private final RedisServer[] sentinels;

  SentinelGroup() {
    Await.until(
        PATIENCE, "the replica is in step", () -> replication(replica, "master_link_status:up"));
    sentinels =
        Stream.generate(() -> RedisServer.startSentinel(Clients.MASTER, master.port(), 2))
            .limit(3)
            .toArray(RedisServer[]::new);
    for (RedisServer sentinel : sentinels) {
      Await.until(
          PATIENCE,
          "the Sentinels know each other and the replica",
          () ->
              sentinel
                  .text("INFO", "sentinel")
                  .contains(
                      "status=ok,address=127.0.0.1:" + master.port() + ",slaves=1,sentinels=3"));
    }
  }

  RedisServer master() {
    return master;
  }

  RedisServer replica() {
    return replica;
  }

  UnifiedJedis client() {
    return client(Clients.DEADLINE);
  }

  UnifiedJedis client(Duration timeout) {
    return Clients.sentinel(timeout, sentinels);
  }

  /** Waits until the replica has been made the master. */
  void awaitFailover() {
    Await.until(PATIENCE, "the replica is the master", () -> replication(replica, "role:master"));
  }

  @Override
  public void close() {
    Stream.concat(Stream.of(sentinels), List.of(replica, master).stream())
        .forEach(RedisServer::close);
  }

  private static boolean replication(RedisServer server, String state) {
    try {
      return server.text("INFO", "replication").contains(state);
    } catch (JedisConnectionException changingRoles) {
      return false;
    }
  }
}
