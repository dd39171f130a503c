package io.github.imageresize.redis;

import static io.github.imageresize.redis.Entries.LONG;
import static io.github.imageresize.redis.Entries.entry;
import static io.github.imageresize.redis.Entries.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.cache.CacheKey;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** A network that is slow, cuts connections, or spoils what it carries. */
class RedisFaultyNetworkIT {
  private static final CacheKey KEY = key("a.jpg", 1);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final RedisServer server = RedisServer.start();
  private final FaultyProxy proxy = new FaultyProxy(server.port());
  private final UnifiedJedis client = Clients.single(proxy.port());
  private final RedisCacheStore store = RedisCacheStore.builder(client).build();

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
  void failsByTheDeadlineWhenAnswersAreLate() {
    proxy.set(FaultyProxy.delay(Duration.ofSeconds(5)));
    long start = System.nanoTime();

    assertThatThrownBy(() -> store.get(KEY)).isInstanceOf(RedisStoreException.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    recovers();
  }

  @Test
  void findsWhatComesSlowlyButInTime() {
    proxy.set(FaultyProxy.delay(Duration.ofMillis(20)));

    assertThat(Entries.text(store.get(KEY))).contains("image");
  }

  @Test
  void failsWhenNoAnswerComes() {
    proxy.set(FaultyProxy.SILENCE);

    assertThatThrownBy(() -> store.get(KEY)).isInstanceOf(RedisStoreException.class);
    recovers();
  }

  @Test
  void failsWhenAnswersAreCutOff() {
    proxy.set(FaultyProxy.CUT);
    for (int time = 0; time < 5; time++) {
      assertThatThrownBy(() -> store.get(KEY)).isInstanceOf(RedisStoreException.class);
    }
    recovers();
  }

  @Test
  void goesOnAfterAllConnectionsWereCutOff() {
    proxy.cutAll();

    recovers();
  }

  @Test
  void givesNoGarbage() {
    proxy.set(FaultyProxy.garbage(1));
    for (int time = 0; time < 15; time++) {
      assertThat(textOrFailure()).isIn("image", "nothing", "failure");
    }
    recovers();
  }

  @Test
  void givesTheRightImageOrNoneWhenBitsFlip() {
    long seed = new Random().nextLong();
    proxy.set(FaultyProxy.flip(seed));
    for (int time = 0; time < 200; time++) {
      assertThat(textOrFailure()).as("seed " + seed).isIn("image", "nothing", "failure");
    }
    recovers();
  }

  private String textOrFailure() {
    try {
      return Entries.text(store.get(KEY)).orElse("nothing");
    } catch (RedisStoreException failure) {
      return "failure";
    }
  }

  private void recovers() {
    proxy.set(FaultyProxy.NONE);
    Await.until(SOON, "the image is found again", () -> textOrFailure().equals("image"));
  }
}
