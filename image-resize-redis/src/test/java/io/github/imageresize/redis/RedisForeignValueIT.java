package io.github.imageresize.redis;

import static io.github.imageresize.redis.Entries.LONG;
import static io.github.imageresize.redis.Entries.entry;
import static io.github.imageresize.redis.Entries.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.Lease;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.UnifiedJedis;

/** What others, or other versions, left under the names of the store. */
class RedisForeignValueIT {
  private static final CacheKey KEY = key("a.jpg", 1);
  private static final RedisKeys NAMES = new RedisKeys("image-resize:");
  private static final int ENTRY_VERSION = StoredValue.HEADER_LENGTH + 4;

  private static RedisServer server;
  private static UnifiedJedis client;

  private final RedisCacheStore store =
      RedisCacheStore.builder(client).deadline(Clients.PATIENCE).build();

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    client = Clients.single(server.port(), Clients.PATIENCE);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @BeforeEach
  void fill() {
    server.text("FLUSHALL");
    store.put(KEY, entry("image"), LONG);
  }

  static Stream<Named<BiConsumer<UnifiedJedis, byte[]>>> foreignValues() {
    return Stream.of(
        Named.of("a text", (jedis, name) -> jedis.set(name, bytes("hello"))),
        Named.of("nothing", (jedis, name) -> jedis.set(name, new byte[0])),
        Named.of("a list", (jedis, name) -> replace(jedis, name, () -> jedis.rpush(name, name))),
        Named.of("a set", (jedis, name) -> replace(jedis, name, () -> jedis.sadd(name, name))),
        Named.of(
            "a hash", (jedis, name) -> replace(jedis, name, () -> jedis.hset(name, name, name))),
        Named.of("16 bytes", (jedis, name) -> jedis.set(name, new byte[16])),
        Named.of("a megabyte", (jedis, name) -> jedis.set(name, new byte[1 << 20])),
        Named.of(
            "its own value cut off",
            (jedis, name) -> {
              byte[] value = jedis.get(name);
              jedis.set(name, Arrays.copyOf(value, value.length - 1));
            }),
        Named.of("its own value and more", (jedis, name) -> jedis.append(name, bytes("x"))));
  }

  @ParameterizedTest
  @MethodSource("foreignValues")
  void takesAForeignEntryForAMissAndReplacesIt(BiConsumer<UnifiedJedis, byte[]> spoil) {
    spoil.accept(client, NAMES.entry(KEY));

    assertThat(store.get(KEY)).isEmpty();
    storesAnew();
  }

  @ParameterizedTest
  @MethodSource("foreignValues")
  void takesAForeignGenerationForAMissAndReplacesIt(BiConsumer<UnifiedJedis, byte[]> spoil) {
    spoil.accept(client, NAMES.generation("a.jpg"));

    assertThat(store.get(KEY)).isEmpty();
    storesAnew();
  }

  @ParameterizedTest
  @MethodSource("foreignValues")
  void takesAForeignLeaseForNone(BiConsumer<UnifiedJedis, byte[]> spoil) {
    client.set(NAMES.lease(KEY), bytes("0123456789abcdef0123456789abcdef"));
    spoil.accept(client, NAMES.lease(KEY));

    storesAnew();
  }

  @Test
  void takesDamageInTheMiddleForAMiss() {
    spoilByte(client.get(NAMES.entry(KEY)).length - 2);

    assertThat(store.get(KEY)).isEmpty();
    storesAnew();
  }

  @Test
  void takesANewerVersionOfTheEntryForAMiss() {
    spoilByte(ENTRY_VERSION);

    assertThat(store.get(KEY)).isEmpty();
    storesAnew();
  }

  @Test
  void takesANewerVersionOfTheStoreForAMiss() {
    spoilByte(StoredValue.GENERATION_LENGTH);

    assertThat(store.get(KEY)).isEmpty();
    storesAnew();
  }

  @Test
  void takesAnEntryUnderTheNameOfAnotherForAMiss() {
    client.set(NAMES.entry(key("a.jpg", 2)), client.get(NAMES.entry(KEY)));

    assertThat(store.get(key("a.jpg", 2))).isEmpty();
  }

  @Test
  void sharesAServerWithAnotherPrefix() {
    RedisCacheStore other = RedisCacheStore.builder(client).prefix("other:").build();

    assertThat(other.get(KEY)).isEmpty();
    other.put(KEY, entry("other"), LONG);
    store.invalidate("a.jpg");

    assertThat(store.get(KEY)).isEmpty();
    assertThat(Entries.text(other.get(KEY))).contains("other");
  }

  @Test
  void dropsTheEarlierEntryOfAnImageThatIsTooLarge() {
    RedisCacheStore small =
        RedisCacheStore.builder(client).deadline(Clients.PATIENCE).largestEntry(10).build();

    small.put(KEY, entry("more than ten"), LONG);
    assertThat(small.get(KEY)).isEmpty();

    store.put(KEY, entry("image"), LONG);
    try (Lease lease = small.lease(KEY, LONG)) {
      assertThat(lease.store(entry("more than ten"), LONG)).isEqualTo(Lease.Outcome.ACCEPTED);
    }
    assertThat(small.get(KEY)).isEmpty();
    small.put(KEY, entry("just ten b"), LONG);
    assertThat(Entries.text(small.get(KEY))).contains("just ten b");
  }

  @Test
  void refusesAnOvertakenResultThatIsTooLargeAndLeavesTheNewerEntry() {
    RedisCacheStore small =
        RedisCacheStore.builder(client).deadline(Clients.PATIENCE).largestEntry(10).build();
    try (Lease lease = small.lease(KEY, LONG)) {
      store.invalidate("a.jpg");
      store.put(KEY, entry("newer"), LONG);

      assertThat(lease.store(entry("more than ten"), LONG)).isEqualTo(Lease.Outcome.REFUSED);
    }
    assertThat(Entries.text(store.get(KEY))).contains("newer");
  }

  @Test
  void givesALeaseBackWithAResultThatIsTooLarge() {
    RedisCacheStore small =
        RedisCacheStore.builder(client).deadline(Clients.PATIENCE).largestEntry(10).build();
    Lease lease = small.lease(KEY, LONG);
    lease.store(entry("more than ten"), LONG);

    try (Lease next = store.lease(KEY, LONG)) {
      assertThat(next.granted()).isTrue();
    }
  }

  private void storesAnew() {
    try (Lease lease = store.lease(KEY, LONG)) {
      assertThat(lease.granted()).isTrue();
      assertThat(lease.store(entry("new"), LONG)).isEqualTo(Lease.Outcome.ACCEPTED);
    }
    assertThat(Entries.text(store.get(KEY))).contains("new");
  }

  private static void spoilByte(int index) {
    byte[] value = client.get(NAMES.entry(KEY));
    value[index]++;
    client.set(NAMES.entry(KEY), value);
  }

  private static void replace(UnifiedJedis jedis, byte[] name, Runnable write) {
    jedis.del(name);
    write.run();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
