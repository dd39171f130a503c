package io.github.imageresize.redis;

import io.github.imageresize.cache.StoreBudget;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * Sends commands and scripts to the server that has their names, through its gate.
 *
 * @param deadline how long one may take
 * @param budget what they may take together; null if there is no bound
 */
record RedisCalls(
    UnifiedJedis client, ServerGates gates, Duration deadline, @Nullable StoreBudget budget) {

  /** These, as if no time had been spent. */
  RedisCalls patient() {
    return new RedisCalls(client, gates, deadline, null);
  }

  /** These, which take no more than is left of a budget. */
  RedisCalls within(StoreBudget bound) {
    return new RedisCalls(client, gates, deadline, bound);
  }

  /**
   * The values of two names of one slot, null for one that has none; what they are may be anything
   * after damage.
   */
  List<?> values(String operation, byte[] first, byte[] second) {
    List<?> found = this.<@Nullable List<?>>run(operation, first, () -> client.mget(first, second));
    if (found == null) {
      throw notUnderstood(operation, "nothing");
    }
    return found;
  }

  void unlink(String operation, byte[] name) {
    run(operation, name, () -> client.unlink(name));
  }

  /** Runs a script on names of one slot; what it replies may be anything after damage. */
  Object script(String operation, Script script, List<byte[]> names, List<byte[]> arguments) {
    Object reply =
        this.<@Nullable Object>run(
            operation, names.get(0), () -> script.run(client, names, arguments));
    if (reply == null) {
      throw notUnderstood(operation, "nothing");
    }
    return reply;
  }

  private <T> T run(String operation, byte[] name, Supplier<T> work) {
    return budget == null
        ? gates.run(operation, name, deadline, work)
        : budget.counting(() -> gates.run(operation, name, waitTimeout(budget), work));
  }

  /**
   * How long an operation may wait for its turn: a half of what is left, so that there is as much
   * for the answer.
   */
  private static Duration waitTimeout(StoreBudget budget) {
    return budget.left().dividedBy(2);
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
