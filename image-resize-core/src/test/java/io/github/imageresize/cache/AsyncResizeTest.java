package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers who hold a future. The executor has two threads. */
@Timeout(60)
class AsyncResizeTest {
  private static final ImageRequest HELD = ImageRequest.builder("held.jpg").width(3).build();
  private static final ImageRequest QUICK = ImageRequest.builder("quick.jpg").width(3).build();

  private final MemoryCacheStore store = MemoryCacheStore.builder().build();
  private final ScriptedEngine held = new ScriptedEngine();
  private final ScriptedEngine quick = new ScriptedEngine();
  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final CachingResizeService service = service().build();

  private CachingResizeService.Builder service() {
    return CachingResizeService.builder(new TwoEngines(), store);
  }

  /** Holds the one source and not the other. */
  private final class TwoEngines implements ResizeService {
    @Override
    public ResizedImage resize(ImageRequest request) {
      return (request.equals(HELD) ? held : quick).resize(request);
    }

    @Override
    public String engine() {
      return held.engine();
    }
  }

  @AfterEach
  void close() {
    held.release();
    service.close();
    executor.shutdownNow();
  }

  private CompletableFuture<ResizedImage> ask(ImageRequest request) {
    return service.resizeAsync(request, executor);
  }

  private static String version(CompletableFuture<ResizedImage> answer) throws Exception {
    return answer.get(20, TimeUnit.SECONDS).sourceVersion();
  }

  private static Reason failure(CompletableFuture<ResizedImage> answer) throws Exception {
    try {
      throw new AssertionError("no failure but " + answer.get(20, TimeUnit.SECONDS));
    } catch (ExecutionException failed) {
      return ((ImageResizeException) failed.getCause()).reason();
    }
  }

  @Test
  void givesAtOnceWhatIsCached() throws Exception {
    assertThat(version(ask(QUICK))).isEqualTo("v1");

    CompletableFuture<ResizedImage> found = service.resizeAsync(QUICK, AsyncResizeTest::reject);

    assertThat(found).isDone();
    assertThat(found.join().origin()).isEqualTo(ResizedImage.Origin.CACHE);
  }

  @Test
  void givesAtOnceTheFailureThatIsRemembered() throws Exception {
    quick.fail(new ImageResizeException(Reason.CORRUPT_IMAGE, "cut off"));
    assertThat(failure(ask(QUICK))).isEqualTo(Reason.CORRUPT_IMAGE);

    CompletableFuture<ResizedImage> found = service.resizeAsync(QUICK, AsyncResizeTest::reject);

    assertThat(found).isCompletedExceptionally();
    assertThat(failure(found)).isEqualTo(Reason.CORRUPT_IMAGE);
  }

  private static void reject(Runnable work) {
    throw new RejectedExecutionException("full");
  }

  @Test
  void holdsNoThreadForThoseWhoWaitForAnotherCaller() throws Exception {
    held.hold();
    List<CompletableFuture<ResizedImage>> waiting = new ArrayList<>();
    for (int caller = 0; caller < 64; caller++) {
      waiting.add(ask(HELD));
    }
    held.awaitHeld();

    assertThat(ask(QUICK).get(1, TimeUnit.SECONDS).sourceVersion()).isEqualTo("v1");

    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    held.release();
    for (CompletableFuture<ResizedImage> answer : waiting) {
      assertThat(version(answer)).isEqualTo("v1");
    }
    assertThat(held.resizes()).isEqualTo(1);
  }

  @Test
  void holdsNoThreadForThoseWhoWaitForAnotherProcess() throws Exception {
    List<CompletableFuture<ResizedImage>> waiting = new ArrayList<>();
    List<Lease> elsewhere = new ArrayList<>();
    for (int variant = 1; variant <= 16; variant++) {
      ImageRequest request = ImageRequest.builder("held.jpg").width(variant).build();
      elsewhere.add(store.lease(CacheKey.of(request, held.engine()), Duration.ofHours(1)));
      waiting.add(ask(request));
    }

    assertThat(ask(QUICK).get(5, TimeUnit.SECONDS).sourceVersion()).isEqualTo("v1");

    assertThat(waiting).noneMatch(CompletableFuture::isDone);
    elsewhere.forEach(Lease::close);
    for (CompletableFuture<ResizedImage> answer : waiting) {
      assertThat(version(answer)).isEqualTo("v1");
    }
  }

  @Test
  void sharesWorkBetweenCallersWhoBlockAndCallersWhoDoNot() throws Exception {
    held.hold();
    CompletableFuture<ResizedImage> leader = ask(HELD);
    held.awaitHeld();
    CompletableFuture<ResizedImage> blocked =
        CompletableFuture.supplyAsync(() -> service.resize(HELD), executor);
    CompletableFuture<ResizedImage> parked = ask(HELD);

    held.release();

    assertThat(version(leader)).isEqualTo("v1");
    assertThat(version(blocked)).isEqualTo("v1");
    assertThat(version(parked)).isEqualTo("v1");
    assertThat(held.resizes()).isEqualTo(1);
  }

  @Test
  void interruptsWorkForWhichNobodyWaitsAnyLonger() throws Exception {
    held.hold();
    CompletableFuture<ResizedImage> one = ask(HELD);
    CompletableFuture<ResizedImage> other = ask(HELD);
    held.awaitHeld();
    one.cancel(true);
    assertThat(held.interrupts()).isZero();

    other.orTimeout(1, TimeUnit.MILLISECONDS);

    Await.until("the work is interrupted", () -> held.interrupts() == 1);
    held.release();
    assertThat(version(ask(HELD))).isEqualTo("v1");
  }

  @Test
  void goesOnForThoseWhoStillWait() throws Exception {
    held.hold();
    CompletableFuture<ResizedImage> leader = ask(HELD);
    held.awaitHeld();
    CompletableFuture<ResizedImage> waiter = ask(HELD);
    leader.cancel(true);

    held.release();

    assertThat(version(waiter)).isEqualTo("v1");
    assertThat(held.resizes()).isEqualTo(1);
  }

  @Test
  void freesTheKeyWhateverIsThrown() throws Exception {
    held.fail(new java.io.IOException("a checked exception that nobody declared"));
    assertThat(failure(ask(HELD))).isEqualTo(Reason.UNAVAILABLE);
    held.fail(new StackOverflowError("an error"));
    assertThatThrownBy(() -> ask(HELD).get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(StackOverflowError.class);
    held.fail(null);

    assertThat(version(ask(HELD))).isEqualTo("v1");
  }

  @Test
  void tellsThatTheExecutorHasNoRoomAndFreesTheKey() throws Exception {
    assertThat(failure(service.resizeAsync(HELD, AsyncResizeTest::reject)))
        .isEqualTo(Reason.OVERLOADED);

    assertThat(version(ask(HELD))).isEqualTo("v1");
  }

  @Test
  void tellsAWaiterWhenItsTimeIsOver() throws Exception {
    try (CachingResizeService impatient = service().waitTimeout(Duration.ofMillis(50)).build()) {
      held.hold();
      CompletableFuture<ResizedImage> leader = impatient.resizeAsync(HELD, executor);
      held.awaitHeld();

      assertThat(failure(impatient.resizeAsync(HELD, executor))).isEqualTo(Reason.TIMEOUT);

      held.release();
      assertThat(version(leader)).isEqualTo("v1");
    }
  }

  @Test
  void givesNobodyWhoCameAfterAnInvalidationAnImageOfBefore() throws Exception {
    held.hold();
    CompletableFuture<ResizedImage> leader = ask(HELD);
    held.awaitHeld();
    held.version("v2");
    service.invalidate("held.jpg");
    List<CompletableFuture<ResizedImage>> late = List.of(ask(HELD), ask(HELD), ask(HELD));

    held.release();

    assertThat(version(leader)).isEqualTo("v1");
    for (CompletableFuture<ResizedImage> answer : late) {
      assertThat(version(answer)).isEqualTo("v2");
    }
    assertThat(held.resizes()).isEqualTo(2);
  }
}
