package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MakingLaterTest {
  private static final int MOST_WAITING = 256;

  private final ManualClock clock = new ManualClock();
  private final MemoryCacheStore store =
      MemoryCacheStore.builder().nanoTime(clock::nanoTime).build();
  private final ScriptedEngine engine = new ScriptedEngine();
  private final CachingResizeService service = service();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private CachingResizeService service() {
    return CachingResizeService.builder(engine, store)
        .clock(clock)
        .nanoTime(clock::nanoTime)
        .build();
  }

  @AfterEach
  void close() {
    engine.release();
    service.close();
    threads.shutdownNow();
  }

  private static ImageRequest request(int width) {
    return ImageRequest.builder("a.jpg").width(width).build();
  }

  @Test
  void isFoundInTheCacheOnceItIsMade() {
    service.makeLater(request(3));

    Await.until("made", () -> service.cached(request(3)).isPresent());
    assertThat(service.keepsImages()).isTrue();
    assertThat(engine.keepsImages()).isFalse();
  }

  @Test
  void isMadeOnceHoweverOftenItIsAskedFor() throws InterruptedException {
    engine.hold();
    for (int i = 0; i < 100; i++) {
      service.makeLater(request(3));
    }
    engine.awaitHeld();
    engine.release();

    Await.until("made", () -> service.cached(request(3)).isPresent());
    assertThat(engine.resizes()).isEqualTo(1);
  }

  @Test
  void isNotBegunWhereSomebodyWaitsForItAlready() throws Exception {
    engine.hold();
    CompletableFuture<?> waiting = service.resizeAsync(request(3), threads);
    engine.awaitHeld();

    service.makeLater(request(3));
    engine.release();

    waiting.get(20, TimeUnit.SECONDS);
    assertThat(engine.resizes()).isEqualTo(1);
  }

  /** A queue of what nobody waits for must not be in the way of those who do. */
  @Test
  void isBegunByWhoeverComesToWaitForItBeforeItsTurn() throws Exception {
    engine.hold();
    service.makeLater(request(3));
    engine.awaitHeld();
    service.makeLater(request(4));
    engine.hold();

    CompletableFuture<?> waiting = service.resizeAsync(request(4), threads);
    engine.awaitHeld();

    assertThat(engine.resizes()).isEqualTo(2);
    engine.release();
    waiting.get(20, TimeUnit.SECONDS);
  }

  @Test
  void isDroppedWhereTooMuchWaitsAndMayBeAskedForAgain() throws InterruptedException {
    engine.hold();
    service.makeLater(request(1));
    engine.awaitHeld();
    for (int width = 2; width <= MOST_WAITING + 10; width++) {
      service.makeLater(request(width));
    }
    engine.release();
    ImageRequest last = request(MOST_WAITING + 10);
    Await.until("all that had room", () -> service.cached(request(MOST_WAITING + 1)).isPresent());
    assertThat(engine.resizes()).isEqualTo(MOST_WAITING + 1);
    service.makeLater(last);
    clock.advance(MakingLater.SOON);

    service.makeLater(last);

    Await.until("made after all", () -> service.cached(last).isPresent());
    assertThat(engine.resizes()).isEqualTo(MOST_WAITING + 2);
  }

  @Test
  void isLeftAloneForAWhileAfterAFailure() {
    engine.fail(new ImageResizeException(Reason.OVERLOADED, "busy"));
    service.makeLater(request(3));
    Await.until("a failure", () -> engine.resizes() == 1);
    engine.fail(null);
    awaitIdle();

    service.makeLater(request(3));
    awaitIdle();
    assertThat(engine.resizes()).as("of 3 and of what was waited for").isEqualTo(3);
    clock.advance(CacheLifetimes.DEFAULTS.refreshRetry());
    service.makeLater(request(3));

    Await.until("made after all", () -> service.cached(request(3)).isPresent());
  }

  /** What is asked for next is made next: then all before is done. */
  private void awaitIdle() {
    ImageRequest next = request(1000 + engine.resizes());
    service.makeLater(next);
    Await.until("made", () -> service.cached(next).isPresent());
  }

  @Test
  void isLeftToAnotherProcessThatIsAtItAndToThoseWhoWaitForThat() throws Exception {
    CacheKey key = CacheKey.of(request(3), engine.engine());
    Lease elsewhere = store.lease(key, Duration.ofSeconds(15));
    assertThat(elsewhere.granted()).isTrue();
    service.makeLater(request(3));
    awaitIdle();
    assertThat(engine.resizes()).as("of what was waited for").isEqualTo(1);
    CompletableFuture<?> waiting = service.resizeAsync(request(3), threads);
    assertThat(waiting).isNotDone();

    elsewhere.close();

    waiting.get(20, TimeUnit.SECONDS);
    assertThat(engine.resizes()).isEqualTo(2);
  }

  @Test
  void givesItsLeaseBackWhenTheServiceIsClosed() throws InterruptedException {
    engine.hold();
    service.makeLater(request(3));
    service.makeLater(request(4));
    engine.awaitHeld();

    service.close();
    Await.until("interrupted", () -> engine.interrupts() == 1);
    engine.release();

    try (CachingResizeService next = service()) {
      next.makeLater(request(3));
      Await.until("made by another one", () -> next.cached(request(3)).isPresent());
    }
    assertThat(engine.resizes()).as("what waited was dropped").isEqualTo(2);
  }
}
