package io.github.imageresize.redis;

import static io.github.imageresize.redis.Entries.LONG;
import static io.github.imageresize.redis.Entries.entry;
import static io.github.imageresize.redis.Entries.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** A server that dies, freezes, is full, or may not be written to. */
class RedisOutageIT {
  private static final CacheKey KEY = key("a.jpg", 1);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int CALLERS = 60;

  private final RedisServer server = RedisServer.start();
  private final UnifiedJedis client = Clients.single(server.port());
  private final RedisCacheStore store = RedisCacheStore.builder(client).build();
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

  @BeforeEach
  void fill() {
    store.put(KEY, entry("image"), LONG);
  }

  @AfterEach
  void stop() {
    callers.shutdownNow();
    client.close();
    server.close();
  }

  @Test
  void failsAtOnceWhenTheServerWasKilledAndWorksWhenItIsBack() {
    server.kill();

    assertThatThrownBy(() -> store.get(KEY))
        .isInstanceOf(RedisStoreException.class)
        .hasMessageStartingWith("'get' failed in Redis: ");
    assertThatThrownBy(() -> store.put(KEY, entry("new"), LONG))
        .isInstanceOf(RedisStoreException.class);
    assertThatThrownBy(() -> store.lease(KEY, LONG)).isInstanceOf(RedisStoreException.class);
    assertThatThrownBy(() -> store.invalidate("a.jpg")).isInstanceOf(RedisStoreException.class);

    server.restart();

    Await.until(SOON, "the store works again", () -> works());
    assertThat(store.get(KEY)).isEmpty();
  }

  @Test
  void refusesWhatWasBegunBeforeTheServerLostItsMemory() {
    Lease lease = store.lease(KEY, LONG);
    server.kill();
    server.restart();
    Await.until(SOON, "the store works again", () -> works());

    assertThat(lease.store(entry("maybe invalidated since"), LONG))
        .isEqualTo(Lease.Outcome.REFUSED);
    try (Lease next = store.lease(KEY, LONG)) {
      assertThat(next.granted()).isTrue();
      assertThat(next.store(entry("new"), LONG)).isEqualTo(Lease.Outcome.ACCEPTED);
    }
    assertThat(Entries.text(store.get(KEY))).contains("new");
  }

  @Test
  void turnsCallersAwayWhileTheServerIsFrozenAndServesThemWhenItThaws() throws Exception {
    server.freeze();
    try {
      List<Long> first = millisOfFailingCalls(store);
      List<Long> later = millisOfFailingCalls(store);

      assertThat(first).as("wait for a place, and for the answer").allMatch(took -> took < 2_000);
      assertThat(later).filteredOn(took -> took > 150).as("one tries").hasSizeLessThan(CALLERS / 2);
    } finally {
      server.thaw();
    }
    Await.until(SOON, "the store works again", () -> works());
    assertThat(Entries.text(store.get(KEY))).contains("image");
  }

  @Test
  void turnsCallersAwayThoughTheClientWaitsMuchLongerThanTheDeadline() throws Exception {
    try (UnifiedJedis patient = Clients.single(server.port(), Duration.ofSeconds(3))) {
      RedisCacheStore behindIt = RedisCacheStore.builder(patient).concurrency(5).build();
      server.freeze();
      try {
        List<Long> first = millisOfFailingCalls(behindIt);
        List<Long> later = millisOfFailingCalls(behindIt);

        assertThat(first)
            .filteredOn(took -> took > 1_500)
            .as("on the wire, and perhaps one that tries after the deadline")
            .hasSizeBetween(5, 6);
        assertThat(later).filteredOn(took -> took > 1_500).as("one tries").hasSizeLessThan(2);
      } finally {
        server.thaw();
      }
      Await.until(SOON, "the store works again", () -> works(behindIt));
    }
  }

  @Test
  void findsAndInvalidatesButDoesNotStoreWhenTheServerIsFull() {
    server.text("CONFIG", "SET", "maxmemory-policy", "noeviction");
    server.text("CONFIG", "SET", "maxmemory", "1");

    assertThat(Entries.text(store.get(KEY))).contains("image");
    assertThatThrownBy(() -> store.put(KEY, entry("new"), LONG))
        .isInstanceOf(RedisStoreException.class)
        .hasMessageContaining("OOM");
    assertThatThrownBy(() -> store.lease(KEY, LONG))
        .isInstanceOf(RedisStoreException.class)
        .hasMessageContaining("OOM");
    store.invalidate("a.jpg");
    assertThat(store.get(KEY)).isEmpty();

    server.text("CONFIG", "SET", "maxmemory", "0");
    assertThat(works()).isTrue();
  }

  @Test
  void readsNothingFromAReadOnlyReplicaThatRefusedOnceUntilItIsAMaster() {
    try (RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1", "" + server.port());
        UnifiedJedis reading = Clients.single(replica.port())) {
      RedisCacheStore near = RedisCacheStore.builder(reading).build();
      Await.until(SOON, "the replica is in step", () -> found(near));

      assertThatThrownBy(() -> near.put(KEY, entry("new"), LONG))
          .isInstanceOf(RedisStoreException.class)
          .hasMessageContaining("READONLY");
      assertThatThrownBy(() -> near.get(KEY)).isInstanceOf(RedisStoreException.class);
      assertThatThrownBy(() -> near.invalidate("a.jpg")).hasMessageContaining("READONLY");

      replica.text("REPLICAOF", "NO", "ONE");
      Await.until(SOON, "the new master is used", () -> found(near));
    }
  }

  @Test
  void goesOnWhenTheServerForgetsEntriesAndScriptsInBetween() {
    try (Lease lease = store.lease(KEY, LONG)) {
      server.text("SCRIPT", "FLUSH");
      assertThat(lease.store(entry("new"), LONG)).isEqualTo(Lease.Outcome.ACCEPTED);
    }
    assertThat(Entries.text(store.get(KEY))).contains("new");

    Lease overtaken = store.lease(KEY, LONG);
    server.text("FLUSHALL");

    assertThat(store.get(KEY)).isEmpty();
    assertThat(overtaken.store(entry("maybe invalidated since"), LONG))
        .isEqualTo(Lease.Outcome.REFUSED);
    overtaken.close();
    server.text("SCRIPT", "FLUSH");
    assertThat(works()).isTrue();
  }

  @Test
  void doesNotWaitForeverForAPoolThatOthersUseUp() {
    server.freeze();
    List<Future<?>> others = new ArrayList<>();
    for (int other = 0; other < 20; other++) {
      others.add(callers.submit(() -> client.get("theirs")));
    }
    long start = System.nanoTime();

    assertThatThrownBy(() -> store.get(KEY)).isInstanceOf(RedisStoreException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    server.thaw();
  }

  private List<Long> millisOfFailingCalls(RedisCacheStore tried) throws Exception {
    Callable<Long> call =
        () -> {
          long start = System.nanoTime();
          assertThatThrownBy(() -> tried.get(KEY)).isInstanceOf(RedisStoreException.class);
          return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        };
    List<Long> took = new ArrayList<>();
    for (Future<Long> caller : callers.invokeAll(Collections.nCopies(CALLERS, call))) {
      took.add(caller.get(30, TimeUnit.SECONDS));
    }
    return took;
  }

  private boolean works() {
    return works(store);
  }

  private static boolean works(RedisCacheStore tried) {
    CacheKey other = key("other.jpg", 1);
    try {
      tried.put(other, entry("other"), LONG);
      return tried.get(other).isPresent();
    } catch (RedisStoreException notYet) {
      return false;
    }
  }

  private static boolean found(RedisCacheStore tried) {
    try {
      return tried.get(KEY).isPresent();
    } catch (RedisStoreException notYet) {
      return false;
    }
  }
}
