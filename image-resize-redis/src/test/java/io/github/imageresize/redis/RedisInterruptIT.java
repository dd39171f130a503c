package io.github.imageresize.redis;

import static io.github.imageresize.redis.Entries.LONG;
import static io.github.imageresize.redis.Entries.entry;
import static io.github.imageresize.redis.Entries.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.CacheKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import redis.clients.jedis.UnifiedJedis;

/** Callers that are interrupted while the server takes its time say nothing about the server. */
class RedisInterruptIT {
  private static final CacheKey KEY = key("a.jpg", 1);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int PLACES = 5;

  private final RedisServer server = RedisServer.start();
  private final FaultyProxy proxy = new FaultyProxy(server.port());
  private final UnifiedJedis client = Clients.single(proxy.port(), Clients.PATIENCE);
  private final RedisCacheStore store =
      RedisCacheStore.builder(client).deadline(Clients.PATIENCE).concurrency(PLACES).build();

  @BeforeEach
  void fill() {
    store.put(KEY, entry("image"), LONG);
  }

  @AfterEach
  void stop() {
    client.close();
    proxy.close();
    server.close();
  }

  @Test
  void onPlatformThreads() throws Exception {
    interruptCallers(Executors.newCachedThreadPool());
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void onVirtualThreads() throws Exception {
    interruptCallers(
        (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
  }

  private void interruptCallers(ExecutorService threads) throws Exception {
    proxy.set(FaultyProxy.delay(Duration.ofMillis(500)));
    for (int caller = 0; caller < 2 * PLACES; caller++) {
      threads.execute(() -> store.get(KEY));
    }
    Await.until(SOON, "they are on their way", () -> asking() >= PLACES);

    threads.shutdownNow(); // interrupts them
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

    proxy.set(FaultyProxy.delay(Duration.ofMillis(50)));
    ExecutorService others = Executors.newCachedThreadPool();
    List<Future<Optional<String>>> found = new ArrayList<>();
    for (int caller = 0; caller < PLACES; caller++) {
      found.add(others.submit(() -> Entries.text(store.get(KEY))));
    }
    for (Future<Optional<String>> other : found) {
      assertThat(other.get(10, TimeUnit.SECONDS)).as("none is turned away").contains("image");
    }
    others.shutdown();
  }

  private long asking() {
    return server.text("CLIENT", "LIST").lines().filter(line -> line.contains("cmd=mget")).count();
  }
}
