package io.github.imageresize.internal.codec.webp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeThreadsTest {
  private static final int COUNT = 2;
  private static final int CALLERS = 64;

  private final NativeThreads threads = new NativeThreads("native-threads-test", COUNT);
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
  private final CountDownLatch begun = new CountDownLatch(COUNT);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @AfterEach
  void end() {
    mayEnd.countDown();
    callers.shutdownNow();
  }

  @Test
  void areFewHoweverManyCall() throws Exception {
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    List<Future<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 10 * CALLERS; i++) {
      calls.add(submit(Deadline.NONE, () -> used.add(Thread.currentThread())));
    }
    for (Future<Boolean> call : calls) {
      call.get();
    }

    assertThat(used).hasSizeBetween(1, COUNT).allMatch(Thread::isDaemon);
    assertThat(used).allMatch(thread -> thread.getContextClassLoader() == null);
  }

  @Test
  void areWaitedForUntilTheDeadline() throws Exception {
    List<Future<String>> running = occupyAll();

    assertThatThrownBy(() -> threads.run(shortDeadline(), () -> "too late"))
        .isInstanceOf(ImageResizeException.class)
        .extracting(failure -> ((ImageResizeException) failure).reason())
        .isEqualTo(ImageResizeException.Reason.TIMEOUT);
    mayEnd.countDown();
    for (Future<String> call : running) {
      assertThat(call.get()).isEqualTo("done");
    }
    assertThat(threads.run(Deadline.NONE, () -> "free again")).isEqualTo("free again");
  }

  @Test
  void endWhatTheyBeganThoughTheCallerIsInterrupted() throws Exception {
    Future<Boolean> interruptedAfterwards =
        callers.submit(
            () -> {
              Thread caller = Thread.currentThread();
              String result =
                  threads.run(
                      Deadline.NONE,
                      () -> {
                        caller.interrupt();
                        return "done";
                      });
              return result.equals("done") && Thread.interrupted();
            });

    assertThat(interruptedAfterwards.get()).isTrue();
  }

  @Test
  void handOnWhatTheWorkThrows() throws Exception {
    IOException damaged = new IOException("damaged");
    OutOfMemoryError noRoom = new OutOfMemoryError("no room");

    assertThatThrownBy(() -> threads.run(Deadline.NONE, failing(damaged))).isSameAs(damaged);
    assertThatThrownBy(() -> threads.run(Deadline.NONE, failing(noRoom))).isSameAs(noRoom);
    assertThatThrownBy(() -> threads.run(shortDeadline(), failing(Deadline.interrupted())))
        .isInstanceOf(ImageResizeException.class);
    assertThat(threads.run(Deadline.NONE, () -> "still there")).isEqualTo("still there");
  }

  private static Callable<String> failing(Throwable failure) {
    return () -> {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    };
  }

  private static Deadline shortDeadline() {
    return Deadline.after(Duration.ofMillis(50), InstantSource.system());
  }

  private List<Future<String>> occupyAll() throws Exception {
    List<Future<String>> running = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      running.add(
          submit(
              Deadline.NONE,
              () -> {
                begun.countDown();
                mayEnd.await();
                return "done";
              }));
    }
    begun.await();
    return running;
  }

  private <T> Future<T> submit(Deadline deadline, Callable<T> work) {
    return callers.submit(() -> threads.run(deadline, work));
  }
}
