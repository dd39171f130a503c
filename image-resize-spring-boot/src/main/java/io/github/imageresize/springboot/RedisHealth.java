package io.github.imageresize.springboot;

import java.util.Map;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Asks Redis for a sign of life. A Redis that gives none takes no node out: images go on being made
 * and kept in memory.
 */
final class RedisHealth implements SharedCacheHealth {
  private final UnifiedJedis client;

  RedisHealth(UnifiedJedis client) {
    this.client = client;
  }

  @Override
  public Result look() {
    long begun = System.nanoTime();
    try {
      client.ping();
      long micros = (System.nanoTime() - begun) / 1_000;
      return new Result(State.UP, Map.of("ping", micros + " µs"));
    } catch (JedisException failure) {
      return new Result(
          State.UNKNOWN,
          Map.of(
              "error",
              String.valueOf(failure.getMessage()),
              "effect",
              "images are made and kept in memory without it"));
    }
  }
}
