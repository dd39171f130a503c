package io.github.imageresize.redis;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Sends commands and scripts to the server that has their names, through its gate.
 *
 * @param patience how long the next one may wait for its turn
 */
record RedisCalls(UnifiedJedis client, ServerGates gates, Supplier<Duration> patience) {
  /** The gate's deadline is shorter. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** These, whose next one may wait for its turn as long as any may. */
  RedisCalls patient() {
    return within(() -> LONGEST);
  }

  /** These, with another's patience. */
  RedisCalls within(Supplier<Duration> other) {
    return new RedisCalls(client, gates, other);
  }

  /** The values of two names of one slot; null for one that has none. */
  List<?> values(String operation, byte[] first, byte[] second) {
    return gates.run(operation, first, patience.get(), () -> client.mget(first, second));
  }

  void unlink(String operation, byte[] name) {
    gates.run(operation, name, patience.get(), () -> client.unlink(name));
  }

  /** Runs a script on names of one slot; what it replies may be anything after damage. */
  Object script(String operation, Script script, List<byte[]> names, List<byte[]> arguments) {
    Object reply =
        gates.<@Nullable Object>run(
            operation, names.get(0), patience.get(), () -> script.run(client, names, arguments));
    if (reply == null) {
      throw notUnderstood(operation, "nothing");
    }
    return reply;
  }

  /** Whether a script that replies 1 or 0 replied 1. */
  boolean decide(String operation, Script script, List<byte[]> names, List<byte[]> arguments) {
    return decision(operation, script(operation, script, names, arguments));
  }

  /** Runs a script that replies 1, though there may be trouble. */
  void insist(String operation, Script script, List<byte[]> names, List<byte[]> arguments) {
    Object reply =
        gates.<@Nullable Object>insist(
            operation, names.get(0), () -> script.run(client, names, arguments));
    if (!decision(operation, reply)) {
      throw notUnderstood(operation, "0");
    }
  }

  private static boolean decision(String operation, @Nullable Object reply) {
    if (reply instanceof Long number && (number == 0 || number == 1)) {
      return number == 1;
    }
    throw notUnderstood(operation, reply);
  }

  static RedisStoreException notUnderstood(String operation, @Nullable Object reply) {
    return new RedisStoreException(
        "'" + operation + "' was answered by something else: " + reply, null);
  }
}
