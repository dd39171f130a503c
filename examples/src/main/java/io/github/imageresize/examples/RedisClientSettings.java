package io.github.imageresize.examples;

import java.time.Duration;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;

/** What every client of Redis should be told that a cache of images uses. */
final class RedisClientSettings {
  /**
   * Half of what a request may lose to Redis before it goes on without, which is the store's
   * default: the other half may have gone in waiting for its turn.
   */
  static final Duration LIMIT = Duration.ofMillis(100);

  private RedisClientSettings() {}

  /** The client's own time limits, so that no operation outlasts the request's. */
  static JedisClientConfig limits(DefaultJedisClientConfig.Builder config) {
    return config.timeoutMillis((int) LIMIT.toMillis()).build();
  }

  /**
   * What the store uses at once, five connections, and three for its subscription to invalidations:
   * when servers vanish without a goodbye, two of those are as good as dead.
   */
  static ConnectionPoolConfig pool() {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(8);
    pool.setMaxIdle(8);
    pool.setMaxWait(LIMIT);
    return pool;
  }
}
