package io.github.imageresize.examples.serve;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** Looks at a Redis server. */
final class RedisCheck {
  private static final String SUBJECT = "redis";
  private static final Duration MOST_SKEW = Duration.ofSeconds(2);

  private final Diagnosis diagnosis;
  private final InstantSource clock;

  RedisCheck(Diagnosis diagnosis, InstantSource clock) {
    this.diagnosis = diagnosis;
    this.clock = clock;
  }

  /** Whether it answers, how it evicts, and whether its clock is ours. */
  void check(RedisClient client) {
    String info;
    try {
      info = text(asked(client, Protocol.Command.INFO));
    } catch (JedisConnectionException unreachable) {
      diagnosis.bad(SUBJECT, "does not answer: " + unreachable.getMessage());
      return;
    } catch (JedisException refused) {
      diagnosis.bad(SUBJECT, "refuses: " + refused.getMessage());
      return;
    }
    diagnosis.good(SUBJECT, "version " + field(info, "redis_version"));
    eviction(field(info, "maxmemory"), field(info, "maxmemory_policy"));
    clock(client);
  }

  private void eviction(String most, String policy) {
    if (most.equals("0")) {
      diagnosis.doubtful(SUBJECT, "maxmemory is not set: it grows until the machine is full");
    }
    if (policy.equals("noeviction") && !most.equals("0")) {
      diagnosis.bad(
          SUBJECT, "maxmemory-policy is noeviction: once full it takes nothing; set allkeys-lru");
    } else {
      diagnosis.good(SUBJECT, "maxmemory-policy " + policy);
    }
  }

  private static Object asked(RedisClient client, Protocol.Command command) {
    return client.executeCommand(
        new CommandObject<>(new CommandArguments(command), BuilderFactory.RAW_OBJECT));
  }

  private void clock(RedisClient client) {
    long before = clock.millis();
    List<?> time = (List<?>) asked(client, Protocol.Command.TIME);
    long server =
        Long.parseLong(text(time.get(0))) * 1000 + Long.parseLong(text(time.get(1))) / 1000;
    Duration skew = Duration.ofMillis(Math.abs(server - before));
    if (skew.compareTo(MOST_SKEW) > 0) {
      diagnosis.doubtful(
          SUBJECT, "its clock differs by " + skew.toSeconds() + " s: lifetimes are off by as much");
    } else {
      diagnosis.good(SUBJECT, "its clock is ours");
    }
  }

  private static String field(String info, String name) {
    Matcher matcher = Pattern.compile("(?m)^" + name + ":(.*?)\\r?$").matcher(info);
    return matcher.find() ? matcher.group(1) : "unknown";
  }

  private static String text(Object bytes) {
    return new String((byte[]) bytes, StandardCharsets.UTF_8);
  }
}
