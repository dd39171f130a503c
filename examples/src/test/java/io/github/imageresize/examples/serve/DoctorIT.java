package io.github.imageresize.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.examples.LocalRedis;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;

/** The command {@code doctor} and a real Redis server. */
class DoctorIT {
  private static LocalRedis redis;

  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void start() throws Exception {
    redis = LocalRedis.start();
  }

  @AfterAll
  static void stop() throws Exception {
    redis.close();
  }

  private int run() {
    return new CommandLine(new DoctorCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute("--redis", "redis://127.0.0.1:" + redis.port());
  }

  private static void set(String setting, String value) {
    try (RedisClient client =
        RedisClient.builder().hostAndPort("127.0.0.1", redis.port()).build()) {
      client.configSet(setting, value);
    }
  }

  @Test
  void saysHowRedisEvicts() {
    set("maxmemory", "0");
    assertThat(run()).isZero();
    assertThat(out.toString())
        .containsPattern("ok    redis     version [0-9.]+\\R")
        .contains("note  redis     maxmemory is not set: it grows until the machine is full")
        .contains("ok    redis     its clock is ours");

    set("maxmemory", "67108864");
    set("maxmemory-policy", "noeviction");
    assertThat(run()).isEqualTo(1);
    assertThat(out.toString())
        .contains("BAD   redis     maxmemory-policy is noeviction")
        .contains("set allkeys-lru");

    out.getBuffer().setLength(0);
    set("maxmemory-policy", "allkeys-lru");
    assertThat(run()).isZero();
    assertThat(out.toString())
        .contains("ok    redis     maxmemory-policy allkeys-lru")
        .doesNotContain("BAD");
  }

  @Test
  void saysThatTheClocksDiffer() {
    for (Duration offset : List.of(Duration.ofSeconds(10), Duration.ofSeconds(-10))) {
      out.getBuffer().setLength(0);
      Diagnosis diagnosis = new Diagnosis(new PrintWriter(out, true));
      try (RedisClient client =
          RedisClient.builder().hostAndPort("127.0.0.1", redis.port()).build()) {
        new RedisCheck(diagnosis, Clock.offset(Clock.systemUTC(), offset)).check(client);
      }

      assertThat(out.toString())
          .containsPattern("note  redis     its clock differs by (9|10) s: lifetimes are off");
      assertThat(diagnosis.isWell()).isTrue();
    }
  }

  @Test
  void saysThatRedisWantsAPassword() {
    set("requirepass", "secret");
    try {
      assertThat(run()).isEqualTo(1);
      assertThat(out.toString()).contains("BAD   redis     refuses: NOAUTH");
    } finally {
      try (RedisClient client =
          RedisClient.builder()
              .hostAndPort("127.0.0.1", redis.port())
              .clientConfig(DefaultJedisClientConfig.builder().password("secret").build())
              .build()) {
        client.configSet("requirepass", "");
      }
    }
  }
}
