package io.github.imageresize.redis;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.providers.SentineledConnectionProvider;

/** Clients as the store's Javadoc asks for them, by what all versions of Jedis have. */
@SuppressWarnings("deprecation") // the builders of Jedis 8 are not there in Jedis 5
final class Clients {
  static final String MASTER = "images";
  static final Duration DEADLINE = Duration.ofMillis(200);

  /** For tests of anything but time, which a busy machine must not fail. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private Clients() {}

  static UnifiedJedis single(int port) {
    return single(port, DEADLINE);
  }

  static UnifiedJedis single(int port, Duration timeout) {
    return new UnifiedJedis(connections(port, timeout), 1, timeout);
  }

  static PooledConnectionProvider connections(int port, Duration timeout) {
    return new PooledConnectionProvider(
        new HostAndPort("127.0.0.1", port), config(timeout), pool());
  }

  static UnifiedJedis sentinel(RedisServer... sentinels) {
    return sentinel(DEADLINE, sentinels);
  }

  static UnifiedJedis sentinel(Duration timeout, RedisServer... sentinels) {
    return new UnifiedJedis(
        new SentineledConnectionProvider(
            MASTER,
            config(timeout),
            pool(),
            addresses(sentinels),
            config(DEADLINE.multipliedBy(5))),
        1,
        timeout);
  }

  static UnifiedJedis cluster(RedisServer... nodes) {
    return cluster(DEADLINE, nodes);
  }

  static UnifiedJedis cluster(Duration timeout, RedisServer... nodes) {
    return new JedisCluster(addresses(nodes), config(timeout), 3, timeout, pool());
  }

  private static Set<HostAndPort> addresses(RedisServer... servers) {
    return Arrays.stream(servers).map(RedisServer::address).collect(Collectors.toSet());
  }

  private static DefaultJedisClientConfig config(Duration timeout) {
    return DefaultJedisClientConfig.builder().timeoutMillis((int) timeout.toMillis()).build();
  }

  private static ConnectionPoolConfig pool() {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(10);
    pool.setMaxIdle(10);
    pool.setMaxWait(DEADLINE);
    return pool;
  }
}
