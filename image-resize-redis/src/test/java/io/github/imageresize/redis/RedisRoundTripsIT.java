package io.github.imageresize.redis;

import static io.github.imageresize.redis.Entries.LONG;
import static io.github.imageresize.redis.Entries.entry;
import static io.github.imageresize.redis.Entries.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.CachingResizeService;
import io.github.imageresize.cache.Lease;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** How often Redis is asked. */
@Tag("every-jedis")
class RedisRoundTripsIT {
  private static final CacheKey KEY = key("a.jpg", 1);

  private final RedisServer server = RedisServer.start();
  private final UnifiedJedis client = Clients.single(server.port(), Clients.PATIENCE);
  private final RedisCacheStore store =
      RedisCacheStore.builder(client).deadline(Clients.PATIENCE).build();
  private final SentCommands sent = new SentCommands(server);

  RedisRoundTripsIT() throws IOException {}

  /** The server then has the scripts, and the store knows that it is no Cluster. */
  @BeforeEach
  void warmUp() throws IOException {
    try (Lease lease = store.getOrLease(key("warm-up.jpg", 1), LONG).lease().orElseThrow()) {
      lease.renew(LONG);
      lease.store(entry("image"), LONG);
    }
    store.lease(key("warm-up.jpg", 1), LONG).close();
    sent.since();
  }

  @AfterEach
  void stop() throws IOException {
    sent.close();
    client.close();
    server.close();
  }

  @Test
  void areOneForAHit() throws IOException {
    store.put(KEY, entry("image"), LONG);
    sent.since();

    assertThat(store.get(KEY)).isPresent();

    assertThat(sent.since()).containsExactly("mget");
  }

  @Test
  void areOneForALookUpThatMissesAndWantsALease() throws IOException {
    assertThat(store.getOrLease(KEY, LONG).lease().orElseThrow().granted()).isTrue();
    assertThat(sent.since()).containsExactly("evalsha");

    assertThat(store.getOrLease(KEY, LONG).lease().orElseThrow().granted()).isFalse();
    assertThat(sent.since()).as("of one who waits").containsExactly("evalsha");
  }

  @Test
  void areOneForALookUpThatFindsThoughItWantsALease() throws IOException {
    store.put(KEY, entry("image"), LONG);
    sent.since();

    assertThat(Entries.text(store.getOrLease(KEY, LONG).entry())).contains("image");

    assertThat(sent.since()).containsExactly("evalsha");
  }

  @Test
  void areThreeForAColdImage() throws IOException {
    PacedEngine engine = new PacedEngine(Duration.ofMillis(1), () -> {});
    try (CachingResizeService service = CachingResizeService.builder(engine, store).build()) {
      ImageRequest request = ImageRequest.builder("cold.jpg").width(300).build();

      assertThat(PacedEngine.isRight(request, service.resize(request))).isTrue();

      assertThat(sent.since()).containsExactly("mget", "evalsha", "evalsha");
      assertThat(PacedEngine.isRight(request, service.resize(request))).isTrue();
      assertThat(sent.since()).containsExactly("mget");
    }
  }

  /** As a conditional request over HTTP does, which looks whether it can be answered without. */
  @Test
  void areThreeForAColdImageThatWasLookedForBefore() throws IOException {
    PacedEngine engine = new PacedEngine(Duration.ofMillis(1), () -> {});
    try (CachingResizeService service = CachingResizeService.builder(engine, store).build()) {
      ImageRequest request = ImageRequest.builder("cold2.jpg").width(300).build();

      assertThat(service.cached(request)).isEmpty();
      assertThat(PacedEngine.isRight(request, service.resize(request))).isTrue();

      assertThat(sent.since()).containsExactly("mget", "evalsha", "evalsha");
    }
  }
}
