package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OriginalReadsTest {
  private static final int SIZE = 1000;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SteppedSource source = new SteppedSource();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Lets reads end one by one, and counts what is held. */
  private static final class SteppedSource implements ImageSource {
    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger underWay = new AtomicInteger();
    final Semaphore steps = new Semaphore(0);
    boolean sizeKnown = true;

    @Override
    public SourceImage read(String path, ReadAllowance allowance) {
      int number = reads.incrementAndGet();
      if (sizeKnown) {
        allowance.reserve(path, SIZE);
      } else {
        allowance.reserveMost();
      }
      underWay.incrementAndGet();
      try {
        if (!steps.tryAcquire(30, TimeUnit.SECONDS)) {
          throw new IllegalStateException("nobody let the read end");
        }
        return SourceImage.wrap(new byte[SIZE], path + " " + number);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw Deadline.interrupted();
      } finally {
        underWay.decrementAndGet();
      }
    }

    @Override
    public String version(String path) {
      return "";
    }
  }

  @Test
  void shareOneReadThatBeginsAfterAllOfThemAsked() throws Exception {
    OriginalReads reads = reads(limits());
    Future<String> first = threads.submit(() -> version(reads, "a"));
    await(() -> source.underWay.get() == 1);
    List<Future<String>> others = new ArrayList<>();
    for (int i = 0; i < 63; i++) {
      others.add(threads.submit(() -> version(reads, "a")));
    }
    await(() -> waitingFor(reads) == 64);
    source.steps.release(2);

    assertThat(first.get()).as("began before the others asked").isEqualTo("a 1");
    for (Future<String> other : others) {
      assertThat(other.get()).isEqualTo("a 2");
    }
    assertThat(source.reads).hasValue(2);
  }

  @Test
  void readOtherOriginalsMeanwhile() throws Exception {
    OriginalReads reads = reads(limits());
    Future<String> first = threads.submit(() -> version(reads, "a"));
    Future<String> second = threads.submit(() -> version(reads, "b"));
    await(() -> source.underWay.get() == 2);
    source.steps.release(2);

    first.get();
    second.get();
  }

  @Test
  void holdNoMoreThanAllowedHoweverManyAreRead() throws Exception {
    OriginalReads reads = reads(limits().heldSourceBytes(3 * SIZE));
    AtomicLong held = new AtomicLong();
    AtomicLong most = new AtomicLong();
    source.steps.release(100);
    List<Future<?>> callers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String path = "original " + i;
      callers.add(
          threads.submit(
              () -> {
                try (OriginalReads.Original original = reads.read(path, anHour())) {
                  most.accumulateAndGet(held.addAndGet(original.bytes().length), Math::max);
                  Thread.yield();
                  held.addAndGet(-SIZE);
                }
              }));
    }
    for (Future<?> caller : callers) {
      caller.get();
    }
    assertThat(most.get()).isBetween((long) SIZE, 3L * SIZE);
  }

  @Test
  void waitForRoomUntilWhatIsHeldIsLetGo() throws Exception {
    OriginalReads reads = reads(limits().heldSourceBytes(SIZE));
    source.steps.release(2);
    OriginalReads.Original first = reads.read("a", anHour());
    Future<String> second = threads.submit(() -> version(reads, "b"));
    await(() -> source.reads.get() == 2);
    assertThat(source.underWay).hasValue(0);
    first.close();
    first.close();

    assertThat(second.get()).isEqualTo("b 2");
  }

  @Test
  void giveBackWhatAnOriginalOfUnknownSizeDidNotNeed() {
    source.sizeKnown = false;
    OriginalReads reads = reads(limits().sourceBytes(10 * SIZE).heldSourceBytes(11 * SIZE));
    source.steps.release(2);

    try (OriginalReads.Original first = reads.read("a", anHour());
        OriginalReads.Original second = reads.read("b", anHour())) {
      assertThat(first.bytes()).hasSameSizeAs(second.bytes());
    }
  }

  @Test
  void refuseAsOverloadWhereNoRoomComesFreeInTime() {
    OriginalReads reads = reads(limits().heldSourceBytes(SIZE).queueTimeout(Duration.ofMillis(20)));
    source.steps.release(1);
    try (OriginalReads.Original held = reads.read("a", anHour())) {
      assertThat(held.bytes()).hasSize(SIZE);
      assertThatThrownBy(() -> reads.read("b", anHour()))
          .isInstanceOfSatisfying(
              ImageResizeException.class,
              failure -> {
                assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED);
                assertThat(failure.retryAfter()).isPresent();
              });
    }
  }

  @Test
  void refuseAnOriginalThatCannotBeHeldAtAll() {
    OriginalReads reads = reads(limits().heldSourceBytes(SIZE - 1));

    assertThatThrownBy(() -> reads.read("a", anHour()))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.SOURCE_TOO_LARGE));
  }

  @Test
  void goOnWithAnotherWhereTheOneWhoReadsIsInterrupted() throws Exception {
    OriginalReads reads = reads(limits());
    List<Throwable> thrown = new ArrayList<>();
    Thread leader =
        new Thread(
            () -> {
              try {
                reads.read("a", anHour());
              } catch (ImageResizeException failure) {
                thrown.add(failure);
              }
            });
    CountDownLatch blocked = new CountDownLatch(1);
    Future<String> before = threads.submit(() -> version(reads, "a"));
    await(() -> source.underWay.get() == 1);
    leader.start();
    await(() -> waitingFor(reads) == 2);
    Future<String> follower = threads.submit(() -> version(reads, "a"));
    await(() -> waitingFor(reads) == 3);
    leader.interrupt();
    leader.join();
    source.steps.release(2);
    blocked.countDown();

    assertThat(thrown).singleElement().isInstanceOf(ImageResizeException.class);
    assertThat(before.get()).isEqualTo("a 1");
    assertThat(follower.get()).isEqualTo("a 2");
  }

  @Test
  void shareTheSourcesFailure() throws Exception {
    ImageSource none =
        new ImageSource() {
          @Override
          public SourceImage read(String path, ReadAllowance allowance) {
            throw new ImageResizeException(Reason.SOURCE_NOT_FOUND, "there is no " + path);
          }

          @Override
          public String version(String path) {
            return "";
          }
        };
    OriginalReads reads = new OriginalReads(none, limits().build());
    List<Future<String>> callers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      callers.add(threads.submit(() -> version(reads, "a")));
    }
    for (Future<String> caller : callers) {
      assertThatThrownBy(caller::get)
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("there is no a");
    }
    assertThat(waitingFor(reads)).isZero();
  }

  private static String version(OriginalReads reads, String path) {
    try (OriginalReads.Original original = reads.read(path, anHour())) {
      return original.version();
    }
  }

  private static int waitingFor(OriginalReads reads) {
    return reads.members("a");
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.holds() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(condition.holds()).isTrue();
  }

  private static Deadline anHour() {
    return Deadline.after(Duration.ofHours(1), InstantSource.system());
  }

  private static ResizeLimits.Builder limits() {
    return ResizeLimits.builder().heldSourceBytes(1 << 20);
  }

  private OriginalReads reads(ResizeLimits.Builder limits) {
    return new OriginalReads(source, limits.build());
  }
}
