package io.github.imageresize.redis;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Says that Redis did not do what a {@link RedisCacheStore} asked for: it can't be reached, is too
 * slow, is busy with this store's other operations, or refuses. A caching service goes on without
 * the store.
 */
public final class RedisStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RedisStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Whether Redis may have done what it was asked for: it was sent, and not refused. */
  boolean mayHaveTakenEffect() {
    return getCause() != null && !(getCause() instanceof JedisDataException);
  }
}
