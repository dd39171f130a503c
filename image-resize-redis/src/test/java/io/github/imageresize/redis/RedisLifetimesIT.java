package io.github.imageresize.redis;

import static io.github.imageresize.redis.Entries.LONG;
import static io.github.imageresize.redis.Entries.entry;
import static io.github.imageresize.redis.Entries.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.Lease;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** How long what a store leaves in Redis stays there. */
class RedisLifetimesIT {
  private static final RedisKeys NAMES = new RedisKeys("image-resize:");
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final int ENTRIES = 300;
  private static final int IMAGE_LENGTH = 20_000;

  private final RedisServer server = RedisServer.start();
  private final UnifiedJedis client = Clients.single(server.port(), Clients.PATIENCE);
  private final RedisCacheStore store =
      RedisCacheStore.builder(client).deadline(Clients.PATIENCE).build();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void givesEveryNameATimeToLiveAndSpreadsThoseOfEntries() {
    LongSummaryStatistics stored = new LongSummaryStatistics();
    LongSummaryStatistics put = new LongSummaryStatistics();
    for (int source = 0; source < ENTRIES; source++) {
      CacheKey leased = key("leased-" + source, 1);
      try (Lease lease = store.lease(leased, LEASE)) {
        lease.store(entry("image"), LONG);
      }
      stored.accept(lastsWithItsGeneration(leased));
      CacheKey given = key("put-" + source, 1);
      store.put(given, entry("image"), LONG);
      put.accept(lastsWithItsGeneration(given));
    }
    store.lease(key("leased-0", 2), LEASE);

    assertThat(names()).hasSize(4 * ENTRIES + 1).allSatisfy(this::lastsForATime);
    assertThat(client.pttl(NAMES.lease(key("leased-0", 2)))).isBetween(1L, LEASE.toMillis());
    for (LongSummaryStatistics entries : Set.of(stored, put)) {
      assertThat(entries.getMin()).isBetween(percentOfLong(89), percentOfLong(95));
      assertThat(entries.getMax()).isBetween(percentOfLong(105), percentOfLong(110));
    }
  }

  @Test
  void forgetsSourcesThatNeverHadAnImageAMinuteAfterTheirLease() {
    CacheKey cold = key("never.jpg", 1);
    store.lease(cold, LEASE).close();

    assertThat(names()).hasSize(1);
    assertThat(client.pttl(NAMES.generation("never.jpg")))
        .isBetween(LEASE.toMillis(), LEASE.plus(MARGIN).toMillis());
  }

  @Test
  void keepsTheGenerationOfWorkThatTakesLongerThanItsLeaseWasFirstToLast() {
    try (Lease lease = store.lease(key("a.jpg", 1), LEASE)) {
      assertThat(lease.renew(LONG)).isTrue();
      assertThat(client.pttl(NAMES.lease(key("a.jpg", 1))))
          .isBetween(LONG.toMillis() - 60_000, LONG.toMillis());
      assertThat(client.pttl(NAMES.generation("a.jpg"))).isGreaterThan(LONG.toMillis());
    }
  }

  /** In a tenth of a second's margin for each second of the real one. */
  @Test
  void evictsNoImagesForThousandsOfRandomPaths() {
    RedisCacheStore hasty =
        RedisCacheStore.builder(client)
            .deadline(Clients.PATIENCE)
            .margin(Duration.ofMillis(100))
            .build();
    for (int image = 0; image < 50; image++) {
      hasty.put(key("image-" + image, 1), entry(new byte[IMAGE_LENGTH]), LONG);
    }
    server.text("CONFIG", "SET", "maxmemory-policy", "allkeys-random");
    server.text("CONFIG", "SET", "maxmemory", "" + (server.info("used_memory") + (1 << 20)));

    for (int path = 0; path < 10_000; path++) {
      hasty.lease(key("random-" + path, 1), Duration.ofMillis(100)).close();
    }

    assertThat(server.info("evicted_keys")).isZero();
    for (int image = 0; image < 50; image++) {
      assertThat(hasty.get(key("image-" + image, 1))).isPresent();
    }
  }

  /** The time left to an entry, whose generation is to last as long. */
  private long lastsWithItsGeneration(CacheKey key) {
    long lasts = client.pttl(NAMES.entry(key));
    assertThat(client.pttl(NAMES.generation(key.source()))).isBetween(lasts - 1_000, lasts + 1_000);
    return lasts;
  }

  private void lastsForATime(String name) {
    assertThat(client.pttl(name)).isPositive();
  }

  private Set<String> names() {
    return client.keys("*".getBytes(StandardCharsets.US_ASCII)).stream()
        .map(name -> new String(name, StandardCharsets.US_ASCII))
        .collect(Collectors.toSet());
  }

  private static long percentOfLong(int percent) {
    return LONG.toMillis() * percent / 100;
  }
}
