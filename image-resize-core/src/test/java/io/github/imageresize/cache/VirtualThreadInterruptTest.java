package io.github.imageresize.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeListener;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.ResizedImage.Origin;
import io.github.imageresize.event.StoreFailure;
import io.github.imageresize.internal.breaker.CircuitBreaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** On a virtual thread an interrupt ends waits that it doesn't on others, such as for a socket. */
@Timeout(60)
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads came with JDK 21")
class VirtualThreadInterruptTest {
  private final FaultyCacheStore store = new FaultyCacheStore(MemoryCacheStore.builder().build());
  private final ScriptedEngine engine = new ScriptedEngine();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final ResizeListener listener =
      new ResizeListener() {
        @Override
        public void storeFailed(StoreFailure event) {
          failures.add(event.operation());
        }
      };
  private final CachingResizeService service =
      CachingResizeService.builder(engine, store).listener(listener).build();
  private final CachingResizeService elsewhere =
      CachingResizeService.builder(engine, store).build();
  private final ImageRequest request = ImageRequest.builder("a.jpg").width(3).build();

  @AfterEach
  void close() {
    engine.release();
    service.close();
    elsewhere.close();
  }

  /** A call on a virtual thread, which the tools of this library's Java version don't know. */
  private static final class Call<T> {
    private final FutureTask<T> task;
    private final Thread thread;
    private volatile boolean interruptFlag;

    private Call(Callable<T> work) throws ReflectiveOperationException {
      task =
          new FutureTask<>(
              () -> {
                try {
                  return work.call();
                } finally {
                  interruptFlag = Thread.currentThread().isInterrupted();
                }
              });
      thread =
          (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    }

    private boolean waits() {
      Thread.State state = thread.getState();
      return state == Thread.State.TIMED_WAITING || state == Thread.State.WAITING;
    }

    private T result() throws Exception {
      try {
        return task.get(20, TimeUnit.SECONDS);
      } catch (ExecutionException failed) {
        throw failed.getCause() instanceof Exception cause ? cause : failed;
      }
    }

    private void interruptAndExpectATimeout() {
      Await.until("the call waits", this::waits);
      thread.interrupt();
      assertThatThrownBy(this::result)
          .isInstanceOfSatisfying(
              ImageResizeException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT));
      assertThat(interruptFlag).as("the thread is still interrupted").isTrue();
    }
  }

  private Call<ResizedImage> call(CachingResizeService called) throws ReflectiveOperationException {
    return new Call<>(() -> called.resize(request));
  }

  @Test
  void letsOneWhoWaitsForAnotherCallerGoAlone() throws Exception {
    engine.hold();
    Call<ResizedImage> leader = call(service);
    engine.awaitHeld();

    for (int time = 0; time < 2 * CircuitBreaker.FAILURES_TO_OPEN; time++) {
      call(service).interruptAndExpectATimeout();
    }

    engine.release();
    assertThat(leader.result().sourceVersion()).isEqualTo("v1");
    assertThat(engine.resizes()).isEqualTo(1);
    assertStoreIsInUse();
  }

  @Test
  void letsOneWhoWaitsForALeaseGoAlone() throws Exception {
    engine.hold();
    Call<ResizedImage> holder = call(elsewhere);
    engine.awaitHeld();

    for (int time = 0; time < 2 * CircuitBreaker.FAILURES_TO_OPEN; time++) {
      call(service).interruptAndExpectATimeout();
    }

    engine.release();
    assertThat(holder.result().sourceVersion()).isEqualTo("v1");
    assertThat(engine.resizes()).isEqualTo(1);
    assertStoreIsInUse();
  }

  @Test
  void blamesNoStoreThatTheInterruptedThreadWaitedFor() throws Exception {
    elsewhere.resize(request);
    AtomicInteger reads = new AtomicInteger();
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      store.beforeEachCall(
          () -> {
            try (Socket socket = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
              reads.incrementAndGet();
              assertThat(socket.getInputStream().read()).isNotNegative();
            } catch (IOException failure) {
              throw new UncheckedIOException(failure);
            }
          });
      for (int time = 0; time < 2 * CircuitBreaker.FAILURES_TO_OPEN; time++) {
        int before = reads.get();
        Call<ResizedImage> call = call(service);
        Await.until("the store is asked", () -> reads.get() > before);
        call.interruptAndExpectATimeout();
      }
    }
    store.beforeEachCall(() -> {});
    assertStoreIsInUse();
  }

  private void assertStoreIsInUse() {
    assertThat(failures).isEmpty();
    assertThat(service.resize(request).origin())
        .as("the breaker did not open")
        .isEqualTo(Origin.CACHE);
  }
}
