package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.event.CacheLookup;
import io.github.imageresize.event.ResultWait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CachingConcurrencyTest {
  private final MemoryCacheStore store = MemoryCacheStore.builder().build();
  private final ScriptedEngine engine = new ScriptedEngine();
  private final CachingResizeService service = CachingResizeService.builder(engine, store).build();
  private final ImageRequest request = ImageRequest.builder("a.jpg").width(3).build();
  private final CacheKey key = CacheKey.of(request, engine.engine());
  private final List<Caller> callers = new ArrayList<>();

  @AfterEach
  void close() throws InterruptedException {
    engine.release();
    service.close();
    for (Caller caller : callers) {
      caller.thread.join(20_000);
    }
  }

  private static final class Caller {
    private final FutureTask<ResizedImage> task;
    private final Thread thread;
    private volatile boolean interruptFlag;

    private Caller(CachingResizeService service, ImageRequest request) {
      task =
          new FutureTask<>(
              () -> {
                try {
                  return service.resize(request);
                } finally {
                  interruptFlag = Thread.currentThread().isInterrupted();
                }
              });
      thread = new Thread(task, "caller");
    }

    private ResizedImage result() throws Exception {
      try {
        return task.get(20, TimeUnit.SECONDS);
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw failed;
      }
    }

    private boolean waits() {
      Thread.State state = thread.getState();
      return state == Thread.State.TIMED_WAITING || state == Thread.State.WAITING;
    }
  }

  private Caller call(CachingResizeService called) {
    Caller caller = new Caller(called, request);
    callers.add(caller);
    caller.thread.start();
    return caller;
  }

  private Caller leader() throws InterruptedException {
    engine.hold();
    Caller leader = call(service);
    engine.awaitHeld();
    return leader;
  }

  private Caller waiter() {
    Caller waiter = call(service);
    Await.until("the caller waits", waiter::waits);
    return waiter;
  }

  /** A store without leases, so that nothing but the service itself holds callers together. */
  @Test
  void makesOneImageForTwoHundredCallers() throws Exception {
    AtomicInteger misses = new AtomicInteger();
    ResizeListener listener =
        new ResizeListener() {
          @Override
          public void lookedUp(CacheLookup event) {
            misses.incrementAndGet();
          }
        };
    try (CachingResizeService uncoordinated =
        CachingResizeService.builder(engine, new CarelessStore(store)).listener(listener).build()) {
      engine.hold();
      for (int caller = 0; caller < 200; caller++) {
        call(uncoordinated);
      }
      engine.awaitHeld();
      Await.until("all missed", () -> misses.get() == 200);
      Await.until("all wait", () -> callers.stream().allMatch(Caller::waits));
      engine.release();

      for (Caller caller : callers) {
        assertThat(caller.result().sourceVersion()).isEqualTo("v1");
      }
      assertThat(engine.resizes()).isEqualTo(1);
    }
  }

  @Test
  void failsAllWhoWaitWithTheSameException() throws Exception {
    ImageResizeException failure = new ImageResizeException(Reason.CORRUPT_IMAGE, "cut off");
    engine.fail(failure);
    Caller leader = leader();
    List<Caller> waiters = List.of(waiter(), waiter(), waiter());

    engine.release();

    assertThatThrownBy(leader::result).isSameAs(failure);
    for (Caller waiter : waiters) {
      assertThatThrownBy(waiter::result).isSameAs(failure);
    }
    assertThat(engine.resizes()).isEqualTo(1);
  }

  @Test
  void failsAllWhoWaitWithADefectToo() throws Exception {
    engine.fail(new IllegalStateException("a defect"));
    Caller leader = leader();
    Caller waiter = waiter();

    engine.release();

    assertThatThrownBy(leader::result).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(waiter::result).isInstanceOf(IllegalStateException.class);
    engine.fail(null);
    assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
  }

  @Test
  void handsOverFromAnInterruptedLeaderToOneWaiter() throws Exception {
    Caller leader = leader();
    Caller one = waiter();
    Caller other = waiter();

    leader.thread.interrupt();

    assertThatThrownBy(leader::result)
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT));
    assertThat(leader.interruptFlag).isTrue();
    Await.until("one waiter leads", () -> engine.resizes() == 2);
    engine.release();
    assertThat(one.result().sourceVersion()).isEqualTo("v1");
    assertThat(other.result().sourceVersion()).isEqualTo("v1");
    assertThat(engine.resizes()).isEqualTo(2);
  }

  @Test
  void letsAnInterruptedWaiterGoAlone() throws Exception {
    Caller leader = leader();
    Caller interrupted = waiter();
    Caller patient = waiter();

    interrupted.thread.interrupt();

    assertThatThrownBy(interrupted::result)
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT));
    assertThat(interrupted.interruptFlag).isTrue();
    engine.release();
    assertThat(leader.result().sourceVersion()).isEqualTo("v1");
    assertThat(patient.result().sourceVersion()).isEqualTo("v1");
  }

  @Test
  void tellsAWaiterWhenItsTimeIsOver() throws Exception {
    try (CachingResizeService impatient =
        CachingResizeService.builder(engine, store).waitTimeout(Duration.ofMillis(50)).build()) {
      engine.hold();
      Caller leader = call(impatient);
      engine.awaitHeld();
      Caller waiter = call(impatient);

      assertThatThrownBy(waiter::result)
          .isInstanceOfSatisfying(
              ImageResizeException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT));
      engine.release();
      assertThat(leader.result().sourceVersion()).isEqualTo("v1");
    }
  }

  @Test
  void givesNobodyWhoCameAfterAnInvalidationAnImageOfBefore() throws Exception {
    Caller leader = leader();
    engine.version("v2");
    store.invalidate("a.jpg");
    Caller late = waiter();

    engine.release();

    assertThat(late.result().sourceVersion()).isEqualTo("v2");
    assertThat(leader.result().sourceVersion()).isEqualTo("v1");
    assertThat(service.resize(request).sourceVersion()).isEqualTo("v2");
  }

  @Test
  void givesNobodyWhoCameAfterAnInvalidationAFailureOfBefore() throws Exception {
    engine.fail(new ImageResizeException(Reason.SOURCE_NOT_FOUND, "not yet"));
    Caller leader = leader();
    engine.fail(null);
    store.invalidate("a.jpg");
    Caller late = waiter();

    engine.release();

    assertThat(late.result().sourceVersion()).isEqualTo("v1");
    assertThatThrownBy(leader::result).isInstanceOf(ImageResizeException.class);
    assertThat(service.resize(request).sourceVersion()).isEqualTo("v1");
  }

  @Test
  void sharesNothingThatAStoreCouldNotCheckWhenTheResultCame() throws Exception {
    FaultyCacheStore faulty = new FaultyCacheStore(store);
    try (CachingResizeService cutOff = CachingResizeService.builder(engine, faulty).build()) {
      engine.hold();
      Caller leader = call(cutOff);
      engine.awaitHeld();
      faulty.breakDown();
      engine.version("v2");
      store.invalidate("a.jpg");
      Caller late = call(cutOff);
      Await.until("the caller waits", late::waits);

      engine.release();

      assertThat(late.result().sourceVersion()).isEqualTo("v2");
      assertThat(leader.result().sourceVersion()).isEqualTo("v1");
    }
  }

  @Test
  void sharesNothingThatAStoreWasNotAskedAboutBeforeTheWork() throws Exception {
    FaultyCacheStore faulty = new FaultyCacheStore(store);
    try (CachingResizeService cutOff = CachingResizeService.builder(engine, faulty).build()) {
      faulty.breakDown();
      engine.hold();
      Caller leader = call(cutOff);
      engine.awaitHeld();
      faulty.repair();
      engine.version("v2");
      store.invalidate("a.jpg");
      Caller late = call(cutOff);
      Await.until("the caller waits", late::waits);

      engine.release();

      assertThat(late.result().sourceVersion()).isEqualTo("v2");
      assertThat(leader.result().sourceVersion()).isEqualTo("v1");
    }
  }

  @Test
  void freesTheKeyWhateverIsThrown() throws Exception {
    for (Throwable thrown :
        List.of(
            new java.io.IOException("a checked exception that nobody declared"),
            new StackOverflowError("an error"),
            new IllegalStateException("a defect"))) {
      engine.fail(thrown);
      Caller leader = leader();
      Caller waiter = waiter();

      engine.release();

      assertThatThrownBy(leader::result).hasStackTraceContaining(thrown.getMessage());
      assertThatThrownBy(waiter::result).hasStackTraceContaining(thrown.getMessage());
      engine.fail(null);
      assertThat(call(service).result().sourceVersion()).isEqualTo("v1");
      store.clear();
    }
  }

  @Test
  void keepsALeaseAsLongAsItsHolderWorks() throws Exception {
    Duration leaseTime = Duration.ofSeconds(1);
    try (CachingResizeService slow =
        CachingResizeService.builder(engine, store).leaseTime(leaseTime).build()) {
      engine.hold();
      Caller leader = call(slow);
      engine.awaitHeld();
      long begun = System.nanoTime();
      while (System.nanoTime() - begun < 2 * leaseTime.toNanos()) {
        try (Lease other = store.lease(key, leaseTime)) {
          assertThat(other.granted()).isFalse();
        }
        Thread.sleep(10);
      }

      engine.release();

      assertThat(leader.result().sourceVersion()).isEqualTo("v1");
    }
  }

  /** What is told of those who wait for others; each test has one who does. */
  private static final class Waits implements ResizeListener {
    private final List<ResultWait> told = new CopyOnWriteArrayList<>();

    @Override
    public void waited(ResultWait event) {
      told.add(event);
    }

    private void assertOne(ResultWait.Kind kind, ImageRequest request) {
      Await.until("it is told", () -> !told.isEmpty());
      assertThat(told).singleElement().extracting(ResultWait::kind).isEqualTo(kind);
      assertThat(told.get(0).request()).isEqualTo(request);
      assertThat(told.get(0).took()).isPositive();
    }
  }

  @Test
  void tellsOfAWaitForAnotherProcess() throws Exception {
    Waits waits = new Waits();
    try (CachingResizeService told =
        CachingResizeService.builder(engine, store).listener(waits).build()) {
      Caller holder = leader();
      Caller waiter = call(told);
      Await.until("it waits for the lease", waiter::waits);
      engine.release();
      holder.result();
      waiter.result();

      waits.assertOne(ResultWait.Kind.LEASE, request);
    }
  }

  @Test
  void marksWhatAnotherCallersRequestMade() throws Exception {
    Caller leader = leader();
    Caller waiter = waiter();
    CompletableFuture<ResizedImage> future = service.resizeAsync(request, Runnable::run);
    engine.release();

    assertThat(leader.result().isCollapsed()).isFalse();
    assertThat(waiter.result().isCollapsed()).isTrue();
    assertThat(future.get(20, TimeUnit.SECONDS).isCollapsed()).isTrue();
    assertThat(service.resize(request).isCollapsed()).as("of a hit").isFalse();
  }

  @Test
  void tellsOfAWaitForAnotherCaller() throws Exception {
    Waits waits = new Waits();
    try (CachingResizeService told =
        CachingResizeService.builder(engine, store).listener(waits).build()) {
      engine.hold();
      Caller leader = call(told);
      engine.awaitHeld();
      Caller waiter = call(told);
      Await.until("it waits for the leader", waiter::waits);
      engine.release();
      leader.result();
      waiter.result();

      waits.assertOne(ResultWait.Kind.COALESCED, request);
    }
  }

  @Test
  void tellsOfAWaitForAnotherCallerThatHoldsNoThread() throws Exception {
    Waits waits = new Waits();
    try (CachingResizeService told =
        CachingResizeService.builder(engine, store).listener(waits).build()) {
      engine.hold();
      Caller leader = call(told);
      engine.awaitHeld();
      CompletableFuture<ResizedImage> future = told.resizeAsync(request, Runnable::run);
      engine.release();
      leader.result();
      future.get(20, TimeUnit.SECONDS);

      waits.assertOne(ResultWait.Kind.COALESCED, request);
    }
  }

  @Test
  void refusesMoreCallersThanMayWait() throws Exception {
    try (CachingResizeService narrow =
        CachingResizeService.builder(engine, store).maxWaiters(3).build()) {
      engine.hold();
      Caller leader = call(narrow);
      engine.awaitHeld();
      Caller one = call(narrow);
      Await.until("one waits", one::waits);
      CompletableFuture<ResizedImage> other = narrow.resizeAsync(request, Runnable::run);

      assertThatThrownBy(() -> narrow.resize(request))
          .isInstanceOfSatisfying(
              ImageResizeException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED));
      assertThat(narrow.resizeAsync(request, Runnable::run)).isCompletedExceptionally();
      engine.release();
      assertThat(leader.result().sourceVersion()).isEqualTo("v1");
      assertThat(one.result().sourceVersion()).isEqualTo("v1");
      assertThat(other.get(20, TimeUnit.SECONDS).sourceVersion()).isEqualTo("v1");
    }
  }

  @Test
  void makesOneImageForTwoProcesses() throws Exception {
    try (CachingResizeService elsewhere = CachingResizeService.builder(engine, store).build()) {
      Caller leader = leader();
      Caller other = call(elsewhere);
      Await.until("the other process waits", other::waits);

      engine.release();

      assertThat(leader.result().origin()).isEqualTo(ResizedImage.Origin.LOCAL);
      assertThat(other.result().origin()).isEqualTo(ResizedImage.Origin.CACHE);
      assertThat(engine.resizes()).isEqualTo(1);
    }
  }

  @Test
  void takesOverFromAProcessThatFailed() throws Exception {
    try (CachingResizeService elsewhere = CachingResizeService.builder(engine, store).build()) {
      engine.fail(new ImageResizeException(Reason.OVERLOADED, "too much to do"));
      Caller leader = leader();
      Caller other = call(elsewhere);
      Await.until("the other process waits", other::waits);
      engine.fail(null);

      engine.release();

      assertThatThrownBy(leader::result).isInstanceOf(ImageResizeException.class);
      assertThat(other.result().sourceVersion()).isEqualTo("v1");
      assertThat(engine.resizes()).isEqualTo(2);
    }
  }

  @Test
  void learnsOfAFailureThatAnotherProcessRemembered() throws Exception {
    try (CachingResizeService elsewhere = CachingResizeService.builder(engine, store).build()) {
      engine.fail(new ImageResizeException(Reason.CORRUPT_IMAGE, "cut off"));
      Caller leader = leader();
      Caller other = call(elsewhere);
      Await.until("the other process waits", other::waits);
      engine.fail(null);

      engine.release();

      assertThatThrownBy(leader::result).hasMessage("cut off");
      assertThatThrownBy(other::result).hasMessage("cut off");
      assertThat(engine.resizes()).isEqualTo(1);
    }
  }

  @Test
  void worksAllTheSameWhenAnotherProcessHoldsTheLeaseTooLong() throws Exception {
    try (CachingResizeService patient =
            CachingResizeService.builder(engine, store)
                .waitTimeout(Duration.ofMillis(200))
                .build();
        Lease crashed = store.lease(key, Duration.ofHours(1))) {
      assertThat(crashed.granted()).isTrue();

      assertThat(call(patient).result().sourceVersion()).isEqualTo("v1");
      assertThat(store.get(key)).as("stored without a grant").isPresent();
    }
  }

  @Test
  void takesTheLeaseOfAProcessThatCrashed() throws Exception {
    Lease crashed = store.lease(key, Duration.ofMillis(200));
    assertThat(crashed.granted()).isTrue();

    assertThat(call(service).result().sourceVersion()).isEqualTo("v1");
  }

  @Test
  void answersFromTheCacheAtOnceWhileAnotherCallerWorks() throws Exception {
    Caller leader = leader();

    assertThat(service.cached(request)).isEmpty();

    engine.release();
    leader.result();
    assertThat(service.cached(request)).isPresent();
  }
}
