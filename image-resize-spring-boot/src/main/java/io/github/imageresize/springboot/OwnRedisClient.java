package io.github.imageresize.springboot;

import io.github.imageresize.springboot.ImageResizeProperties.Redis;
import java.net.URI;
import java.time.Duration;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * The client of one Redis server, where the application has none. Of what Jedis 6, 7 and 8 have in
 * common, as Spring Boot 3.5 pins the first and 4.0 the second.
 */
@SuppressWarnings("deprecation") // what Jedis 8 has instead, Jedis 6 has not
final class OwnRedisClient extends UnifiedJedis {
  /** What the store's subscription to invalidations needs beside its operations. */
  private static final int FOR_SUBSCRIPTION = 3;

  private final PooledConnectionProvider connections;

  private OwnRedisClient(PooledConnectionProvider connections, Duration deadline) {
    super(connections, 1, deadline);
    this.connections = connections;
  }

  static OwnRedisClient of(Redis set) {
    URI url = set.url();
    if (url == null || url.getHost() == null) {
      throw new SettingException(
          "image-resize.redis.enabled is true, but there is no bean of type UnifiedJedis, and "
              + (url == null
                  ? "image-resize.redis.url is not set."
                  : "image-resize.redis.url names no host."),
          "Set image-resize.redis.url, such as redis://localhost:6379, or define a bean of type"
              + " redis.clients.jedis.UnifiedJedis.");
    }
    int port = url.getPort() < 0 ? Protocol.DEFAULT_PORT : url.getPort();
    JedisClientConfig limits =
        DefaultJedisClientConfig.builder()
            .user(JedisURIHelper.getUser(url))
            .password(JedisURIHelper.getPassword(url))
            .database(JedisURIHelper.getDBIndex(url))
            .ssl(JedisURIHelper.isRedisSSLScheme(url))
            .timeoutMillis(Math.toIntExact(set.deadline().toMillis()))
            .build();
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(set.concurrency() + FOR_SUBSCRIPTION);
    pool.setMaxIdle(set.concurrency() + FOR_SUBSCRIPTION);
    pool.setMaxWait(set.deadline());
    HostAndPort server = new HostAndPort(url.getHost(), port);
    return new OwnRedisClient(new PooledConnectionProvider(server, limits, pool), set.deadline());
  }

  /** Leads new connections to the server that took another's place behind the same address. */
  void dropIdleConnections() {
    connections.getPool().clear();
  }
}
