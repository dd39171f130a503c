package io.github.imageresize.redis;

import static io.github.imageresize.redis.Entries.LONG;
import static io.github.imageresize.redis.Entries.entry;
import static io.github.imageresize.redis.Entries.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.InvalidationListener;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.cache.TieredCacheStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.UnifiedJedis;

@Tag("every-jedis")
@SuppressWarnings("try") // subscriptions that stand are not referred to
class RedisSubscriptionIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final byte[] CHANNEL = "image-resize:invalidated".getBytes(StandardCharsets.UTF_8);

  private final RedisServer server = RedisServer.start();
  private final UnifiedJedis client = Clients.single(server.port(), Clients.PATIENCE);
  private final RedisCacheStore store =
      RedisCacheStore.builder(client).deadline(Clients.PATIENCE).build();
  private final Heard heard = new Heard();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void hearsInvalidationsOfOddNamesToo() {
    List<String> names =
        List.of("a.jpg", "{a} b", "\u65e5\u672c/\ud83d\ude00.png", "x".repeat(900));
    try (InvalidationListener.Subscription subscription = store.onInvalidation(heard)) {
      Await.until(SOON, "the subscription stands", () -> heard.connections.get() == 1);

      names.forEach(store::invalidate);

      Await.until(SOON, "all are heard", () -> heard.sources.size() == names.size());
      assertThat(heard.sources).isEqualTo(names);
    }
  }

  @Test
  void hearsNothingOfAnotherPrefix() {
    try (InvalidationListener.Subscription subscription = store.onInvalidation(heard)) {
      Await.until(SOON, "the subscription stands", () -> heard.connections.get() == 1);
      RedisCacheStore.builder(client).prefix("other:").build().invalidate("theirs.jpg");
      store.invalidate("ours.jpg");

      Await.until(SOON, "it is heard", () -> !heard.sources.isEmpty());
      assertThat(heard.sources).containsExactly("ours.jpg");
    }
  }

  @Test
  void connectsAgainAndSaysThatAnnouncementsMayBeLostWhenTheServerWasRestarted() {
    try (InvalidationListener.Subscription subscription = store.onInvalidation(heard)) {
      Await.until(SOON, "the subscription stands", () -> heard.connections.get() == 1);
      server.kill();
      server.restart();

      Await.until(SOON, "the subscription stands again", () -> heard.connections.get() == 2);
      Await.until(SOON, "an invalidation is heard", () -> invalidated("a.jpg"));
    }
  }

  @Test
  void standsThoughTheServerComesLater() {
    server.kill();
    try (InvalidationListener.Subscription subscription = store.onInvalidation(heard)) {
      server.restart();

      Await.until(SOON, "an invalidation is heard", () -> invalidated("a.jpg"));
    }
  }

  @Test
  void connectsAnewWhenTheConnectionIsSilent() {
    try (FaultyProxy proxy = new FaultyProxy(server.port());
        UnifiedJedis behindProxy = Clients.single(proxy.port());
        InvalidationListener.Subscription subscription =
            RedisSubscription.start(behindProxy, CHANNEL, heard, Duration.ofMillis(300))) {
      Await.until(SOON, "the subscription stands", () -> heard.connections.get() == 1);
      proxy.set(FaultyProxy.SILENCE);
      int before = threads();
      Await.until(SOON, "another reader tries", () -> threads() > before);
      proxy.set(FaultyProxy.NONE);
      proxy.cutAll();

      Await.until(SOON, "an invalidation is heard", () -> invalidated("a.jpg"));
      Await.until(SOON, "one reader is left", () -> threads() == 2);
    }
  }

  @Test
  void endsItsThreadsWhenClosedAndLeavesTheClientUsable() {
    InvalidationListener.Subscription subscription = store.onInvalidation(heard);
    Await.until(SOON, "the subscription stands", () -> heard.connections.get() == 1);

    subscription.close();

    Await.until(SOON, "the threads end", () -> threads() == 0);
    for (int time = 0; time < 30; time++) {
      CacheKey key = key("a.jpg", 1 + time);
      store.put(key, entry("image"), LONG);
      assertThat(store.get(key)).isPresent();
    }
    assertThat(heard.sources).isEmpty();
  }

  @Test
  void hearsThousandsOfAnswersToItsHeartbeatOnOneConnection() throws Exception {
    InvalidationReader reader = new InvalidationReader(CHANNEL, heard);
    Thread reading = new Thread(() -> client.subscribe(reader, CHANNEL));
    reading.start();
    Await.until(SOON, "the subscription stands", () -> heard.connections.get() == 1);
    for (int beat = 0; beat < 3_000; beat++) {
      long end = System.nanoTime() + SOON.toNanos();
      while (!reader.beat()) {
        assertThat(System.nanoTime()).as("an answer in time").isLessThan(end);
        Thread.onSpinWait();
      }
    }
    store.invalidate("a.jpg");
    Await.until(SOON, "it is heard", () -> heard.sources.size() == 1);

    reader.retire();
    reading.join(SOON.toMillis());
    assertThat(reading.isAlive()).isFalse();
    assertThat(heard.connections).hasValue(1);
  }

  static Stream<Named<Runnable>> faults() {
    return Stream.of(
        Named.of("an exception", () -> fail(new IllegalStateException("a faulty listener"))),
        Named.of("an error", () -> fail(new NoClassDefFoundError("a/faulty/Listener"))),
        Named.of("a checked exception", () -> fail(new IOException("sneaked by the listener"))),
        Named.of("an interrupt", () -> Thread.currentThread().interrupt()));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void goesOnOnTheSameConnectionWhenAListenerEndsIn(Runnable fault) {
    InvalidationListener failing =
        new InvalidationListener() {
          @Override
          public void invalidated(String source) {
            heard.invalidated(source);
            fault.run();
          }

          @Override
          public void announcementsLost() {
            heard.announcementsLost();
            fault.run();
          }
        };
    try (InvalidationListener.Subscription subscription = store.onInvalidation(failing)) {
      Await.until(SOON, "the subscription stands", () -> heard.connections.get() == 1);
      store.invalidate("a.jpg");
      store.invalidate("b.jpg");

      Await.until(SOON, "both are heard", () -> heard.sources.size() == 2);
    }
    assertThat(heard.connections).hasValue(1);
    store.put(key("a.jpg", 1), entry("image"), LONG);
    assertThat(store.get(key("a.jpg", 1))).as("no connection is out of step").isPresent();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void fail(Throwable fault) throws T {
    throw (T) fault;
  }

  @Test
  void clearsTheMemoryOfOtherNodes() {
    CacheKey key = key("a.jpg", 1);
    try (UnifiedJedis another = Clients.single(server.port(), Clients.PATIENCE);
        TieredCacheStore here =
            TieredCacheStore.builder(MemoryCacheStore.ofBytes(1 << 20), store)
                .nearLifetime(LONG)
                .build();
        TieredCacheStore there =
            TieredCacheStore.builder(
                    MemoryCacheStore.ofBytes(1 << 20), RedisCacheStore.builder(another).build())
                .nearLifetime(LONG)
                .build()) {
      Await.until(SOON, "both nodes listen", () -> subscribers() == 2);
      there.put(key, entry("old"), LONG);
      assertThat(Entries.text(there.get(key))).contains("old");
      assertThat(Entries.text(here.get(key))).contains("old");

      here.invalidate("a.jpg");

      assertThat(here.get(key)).isEmpty();
      Await.until(SOON, "the other node forgets too", () -> there.get(key).isEmpty());
    }
  }

  @Test
  void reachesTheMemoryOfNodesOnOtherMastersOfACluster() {
    try (ClusterNodes nodes = new ClusterNodes();
        UnifiedJedis cluster = nodes.client()) {
      RedisCacheStore shared = RedisCacheStore.builder(cluster).build();
      List<Heard> listeners = IntStream.range(0, 5).mapToObj(number -> new Heard()).toList();
      List<InvalidationListener.Subscription> subscriptions =
          listeners.stream().map(shared::onInvalidation).toList();
      for (Heard listener : listeners) {
        Await.until(SOON, "the subscription stands", () -> listener.connections.get() == 1);
      }
      for (int source = 0; source < 20; source++) {
        shared.invalidate("photo-" + source);
      }
      for (Heard listener : listeners) {
        Await.until(SOON, "all are heard", () -> listener.sources.size() == 20);
      }
      subscriptions.forEach(InvalidationListener.Subscription::close);
    }
  }

  private long subscribers() {
    String answer = "";
    if (server.command("PUBSUB", "NUMSUB", "image-resize:invalidated") instanceof List<?> counts) {
      answer = String.valueOf(counts.get(1));
    }
    return Long.parseLong(answer);
  }

  private boolean invalidated(String source) {
    try {
      store.invalidate(source);
    } catch (RedisStoreException notYet) {
      return false;
    }
    return heard.sources.contains(source);
  }

  private static int threads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("image-resize-redis-"))
            .count();
  }

  private static final class Heard implements InvalidationListener {
    private final List<String> sources = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    @Override
    public void invalidated(String source) {
      sources.add(source);
    }

    @Override
    public void announcementsLost() {
      connections.incrementAndGet();
    }
  }
}
