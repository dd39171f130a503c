package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VersionsBySourceTest {
  private static final ImageRequest REQUEST = ImageRequest.builder("a.jpg").build();

  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final SlowSource source = new SlowSource();
  private final ResizeService versions = new VersionsBySource(source, System::nanoTime);

  @AfterEach
  void stop() {
    source.mayAnswer.release(9);
    callers.shutdownNow();
  }

  @Test
  void areNotKeptIfTheOriginalIsInvalidatedMeanwhileWhichWaitsForNobody() throws Exception {
    Future<Optional<String>> early = callers.submit(() -> versions.currentVersion(REQUEST));
    source.asked.acquire();

    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> versions.invalidate("a.jpg"));
    source.mayAnswer.release(2);

    assertThat(early.get()).contains("v1");
    assertThat(versions.currentVersion(REQUEST)).contains("v2");
  }

  @Test
  void areSharedByThoseWhoAskAtTheSameTime() throws Exception {
    Future<Optional<String>> first = callers.submit(() -> versions.currentVersion(REQUEST));
    source.asked.acquire();
    FutureTask<Optional<String>> second =
        new FutureTask<>(() -> versions.currentVersion(REQUEST.toBuilder().width(9).build()));
    Thread caller = new Thread(second, "second caller");
    caller.start();
    while (Set.of(Thread.State.NEW, Thread.State.RUNNABLE).contains(caller.getState())) {
      Thread.onSpinWait();
    }
    source.mayAnswer.release();

    assertThat(first.get()).contains("v1");
    assertThat(second.get()).contains("v1");
    assertThat(source.asks).hasValue(1);
  }

  @Test
  void areAskedForAnewAfterAFailure() {
    source.mayAnswer.release(2);
    source.fails = true;
    assertThatThrownBy(() -> versions.currentVersion(REQUEST))
        .isInstanceOf(ImageResizeException.class)
        .hasMessage("not now");

    source.fails = false;
    assertThat(versions.currentVersion(REQUEST)).contains("v2");
  }

  /** Waits within each look until it may answer; the original changes with each. */
  private static final class SlowSource implements ResizeService {
    private final Semaphore asked = new Semaphore(0);
    private final Semaphore mayAnswer = new Semaphore(0);
    private final AtomicInteger asks = new AtomicInteger();
    private volatile boolean fails;

    @Override
    public ResizedImage resize(ImageRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> currentVersion(ImageRequest request) {
      int ask = asks.incrementAndGet();
      asked.release();
      mayAnswer.acquireUninterruptibly();
      if (fails) {
        throw new ImageResizeException(ImageResizeException.Reason.UNAVAILABLE, "not now");
      }
      return Optional.of("v" + ask);
    }

    @Override
    public String engine() {
      return "slow-1";
    }
  }
}
