package io.github.imageresize.redis;

import static io.github.imageresize.redis.Entries.LONG;
import static io.github.imageresize.redis.Entries.entry;
import static io.github.imageresize.redis.Entries.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.CacheStore;
import io.github.imageresize.cache.CachingResizeService;
import io.github.imageresize.cache.Lease;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.StoreBudget;
import io.github.imageresize.cache.TieredCacheStore;
import io.github.imageresize.event.StoreFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** What one request may lose to a Redis that answers slowly, though never too late. */
class RedisBudgetIT {
  private static final CacheKey KEY = key("a.jpg", 1);
  private static final Duration EACH = Duration.ofMillis(400);

  private final RedisServer server = RedisServer.start();
  private final FaultyProxy proxy = new FaultyProxy(server.port());
  private final UnifiedJedis client = Clients.single(proxy.port(), Clients.PATIENCE);
  private final RedisCacheStore store =
      RedisCacheStore.builder(client).deadline(Clients.PATIENCE).build();

  @AfterEach
  void stop() {
    client.close();
    proxy.close();
    server.close();
  }

  @Test
  void isSpentByAllOperationsTogether() {
    store.get(KEY);
    CacheStore request =
        store.within(new StoreBudget(EACH.plus(EACH.dividedBy(2)), System::nanoTime));
    proxy.set(FaultyProxy.delay(EACH));

    assertThat(request.get(KEY)).isEmpty();
    Lease lease = request.getOrLease(KEY, LONG).lease().orElseThrow();

    assertThatThrownBy(() -> lease.store(entry("image"), LONG))
        .isInstanceOf(RedisStoreException.class)
        .hasMessage("'store' was not sent to Redis: its request has spent on Redis what it may");
    assertThat(lease.renew(LONG)).as("others wait for the lease, whatever is spent").isTrue();
    lease.close();
    proxy.set(FaultyProxy.NONE);
    try (Lease next = store.lease(KEY, LONG)) {
      assertThat(next.granted()).isTrue();
    }
  }

  @Test
  void isTheRequestsThroughMemoryToo() {
    List<String> failures = new CopyOnWriteArrayList<>();
    PacedEngine engine = new PacedEngine(Duration.ofMillis(1), () -> {});
    try (TieredCacheStore tiers =
            TieredCacheStore.builder(MemoryCacheStore.ofBytes(1 << 20), store).build();
        CachingResizeService service =
            CachingResizeService.builder(engine, tiers)
                .storeBudget(EACH.plus(EACH.dividedBy(2)))
                .listener(
                    new ResizeListener() {
                      @Override
                      public void storeFailed(StoreFailure event) {
                        failures.add(event.operation());
                      }
                    })
                .build()) {
      store.get(KEY);
      proxy.set(FaultyProxy.delay(EACH));
      ImageRequest request = ImageRequest.builder("b.jpg").width(100).build();

      assertThat(PacedEngine.isRight(request, service.resize(request))).isTrue();

      Await.until(Clients.PATIENCE, "the refused storing is told", () -> !failures.isEmpty());
      assertThat(failures).containsExactly("store");
    }
  }
}
