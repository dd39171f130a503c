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

  private Clients() {}

  static UnifiedJedis single(int port) {
    return single(port, DEADLINE);
  }

  static UnifiedJedis single(int port, Duration timeout) {
    HostAndPort address = new HostAndPort("127.0.0.1", port);
    return new UnifiedJedis(
        new PooledConnectionProvider(address, config(timeout), pool()), 1, timeout);
  }

  static UnifiedJedis sentinel(RedisServer... sentinels) {
    return new UnifiedJedis(
        new SentineledConnectionProvider(
            MASTER,
            config(DEADLINE),
            pool(),
            addresses(sentinels),
            config(DEADLINE.multipliedBy(5))),
        1,
        DEADLINE);
  }

  static UnifiedJedis cluster(RedisServer... nodes) {
    return new JedisCluster(addresses(nodes), config(DEADLINE), 3, DEADLINE, pool());
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
