package io.github.imageresize.redis;

import static io.github.imageresize.redis.Entries.LONG;
import static io.github.imageresize.redis.Entries.entry;
import static io.github.imageresize.redis.Entries.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.cache.CacheKey;
import io.github.imageresize.cache.EntryOrLease;
import io.github.imageresize.cache.Lease;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** Redis did what it was asked for, and the answer was lost. */
class RedisLostReplyIT {
  private static final CacheKey KEY = key("a.jpg", 1);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final RedisServer server = RedisServer.start();
  private final FaultyProxy proxy = new FaultyProxy(server.port());
  private final UnifiedJedis client = Clients.single(proxy.port());
  private final RedisCacheStore store = RedisCacheStore.builder(client).build();
  private final UnifiedJedis otherClient = Clients.single(server.port(), Clients.PATIENCE);
  private final RedisCacheStore otherNode =
      RedisCacheStore.builder(otherClient).deadline(Clients.PATIENCE).build();

  @AfterEach
  void stop() {
    client.close();
    otherClient.close();
    proxy.close();
    server.close();
  }

  @Test
  void grantsALeaseAgainToTheHolderWhoDidNotHearOfIt() {
    loseTheLease();

    try (Lease other = otherNode.lease(KEY, LONG)) {
      assertThat(other.granted()).as("the lease stands").isFalse();
    }
    Lease again = leaseAsSoonAsTheServerAnswers();
    assertThat(again.granted()).isTrue();
    try (Lease third = store.lease(KEY, LONG)) {
      assertThat(third.granted()).as("to one caller only").isFalse();
    }
    assertThat(again.store(entry("image"), LONG)).isEqualTo(Lease.Outcome.ACCEPTED);
    assertThat(Entries.text(otherNode.get(KEY))).contains("image");
  }

  @Test
  void givesALeaseBackOfWhichItDidNotHearAsSoonAsTheServerAnswers() {
    loseTheLease();

    Await.until(SOON, "the server answers", () -> answers(key("another.jpg", 1)));

    try (Lease other = otherNode.lease(KEY, LONG)) {
      assertThat(other.granted()).isTrue();
    }
  }

  @Test
  void givesALeaseBackWhoseReturnWasNotSent() {
    Lease lease = store.lease(KEY, LONG);
    server.freeze();
    assertThatThrownBy(lease::close).isInstanceOf(RedisStoreException.class);
    server.thaw();
    Await.until(SOON, "the server answers", () -> answers(key("another.jpg", 1)));

    EntryOrLease other = otherNode.getOrLease(KEY, LONG);
    assertThat(other.lease().orElseThrow().granted()).isTrue();
  }

  private void loseTheLease() {
    store.lease(key("warm-up.jpg", 1), LONG).close(); // the server then knows the script
    proxy.set(FaultyProxy.SILENCE);
    assertThatThrownBy(() -> store.lease(KEY, LONG)).isInstanceOf(RedisStoreException.class);
    proxy.set(FaultyProxy.NONE);
    proxy.cutAll();
  }

  private Lease leaseAsSoonAsTheServerAnswers() {
    AtomicReference<Lease> lease = new AtomicReference<>();
    Await.until(
        SOON,
        "the server answers",
        () -> {
          try {
            lease.set(store.lease(KEY, LONG));
            return true;
          } catch (RedisStoreException notYet) {
            return false;
          }
        });
    return lease.get();
  }

  private boolean answers(CacheKey key) {
    try {
      store.get(key);
      return true;
    } catch (RedisStoreException notYet) {
      return false;
    }
  }
}
