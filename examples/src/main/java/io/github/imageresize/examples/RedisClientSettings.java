package io.github.imageresize.examples;

import java.time.Duration;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;

/** What every client of Redis should be told that a cache of images uses. */
final class RedisClientSettings {
  /** As much as a request may lose to Redis before it goes on without; the store's default. */
  static final Duration DEADLINE = Duration.ofMillis(200);

  private RedisClientSettings() {}

  /** The store's deadline as the client's own time limits, so that no operation outlasts it. */
  static JedisClientConfig limits(DefaultJedisClientConfig.Builder config) {
    return config.timeoutMillis((int) DEADLINE.toMillis()).build();
  }

  /**
   * What the store uses at once, five connections, and three for its subscription to invalidations:
   * when servers vanish without a goodbye, two of those are as good as dead.
   */
  static ConnectionPoolConfig pool() {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(8);
    pool.setMaxIdle(8);
    pool.setMaxWait(DEADLINE);
    return pool;
  }
}
