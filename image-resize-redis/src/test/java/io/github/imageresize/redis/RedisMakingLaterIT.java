package io.github.imageresize.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.cache.CachingResizeService;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** What several nodes are to make in the background. */
class RedisMakingLaterIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final ImageRequest REQUEST = ImageRequest.builder("a.jpg").width(3).build();

  private final RedisServer server = RedisServer.start();
  private final UnifiedJedis client = Clients.single(server.port(), Clients.PATIENCE);
  private final RedisCacheStore store =
      RedisCacheStore.builder(client).deadline(Clients.PATIENCE).build();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final PacedEngine engine = new PacedEngine(Duration.ofMillis(300), begun::countDown);
  private final CachingResizeService one = node();
  private final CachingResizeService other = node();

  private CachingResizeService node() {
    return CachingResizeService.builder(engine, store).build();
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
    client.close();
    server.close();
  }

  @Test
  void isMadeByOneOfThemAndFoundByAll() throws InterruptedException {
    one.makeLater(REQUEST);
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    other.makeLater(REQUEST);

    Await.until(LIMIT, "found by the other", () -> other.cached(REQUEST).isPresent());

    assertThat(one.cached(REQUEST)).isPresent();
    assertThat(engine.made()).isEqualTo(1);
  }

  @Test
  void isBegunAnewByAnotherOneAsSoonAsTheFirstIsClosed() throws InterruptedException {
    one.makeLater(REQUEST);
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    one.close();

    Await.until(
        LIMIT,
        "made by the other",
        () -> {
          other.makeLater(REQUEST);
          return other.cached(REQUEST).isPresent();
        });
    assertThat(engine.made()).isEqualTo(2);
  }
}
