package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.cache.ManualClock;
import io.github.imageresize.event.GateLoad;
import io.github.imageresize.internal.async.BackgroundWork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AdmissionGateTest {
  private final ManualClock clock = new ManualClock();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<GateLoad> loads = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void admitsAsManyAsThereArePlaces() throws Exception {
    AdmissionGate gate = gate(limits().parallelism(3));
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch allIn = new CountDownLatch(3);
    List<Future<?>> callers = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 12; i++) {
      callers.add(
          threads.submit(
              () -> {
                AdmissionGate.Permit permit = gate.admit(1, deadline());
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                allIn.countDown();
                allIn.await();
                inside.decrementAndGet();
                permit.close();
                return null;
              }));
    }
    for (Future<?> caller : callers) {
      caller.get();
    }
    assertThat(most).hasValue(3);
  }

  @Test
  void admitsByMemoryInTheOrderOfArrival() throws Exception {
    AdmissionGate gate = gate(limits().parallelism(8).memoryBytes(100));
    AdmissionGate.Permit first = gate.admit(60, deadline());
    List<String> order = new CopyOnWriteArrayList<>();
    Future<?> large = threads.submit(() -> enter(gate, 80, "large", order));
    awaitWaiting(gate, 1);
    Future<?> small = threads.submit(() -> enter(gate, 30, "small", order));
    awaitWaiting(gate, 2);
    assertThat(order).as("the small one would fit, but came later").isEmpty();
    first.close();
    large.get();
    small.get();
    assertThat(order).containsExactly("large", "small");
  }

  @Test
  void takesAnImageLargerThanTheWholeAsTheWhole() {
    AdmissionGate gate = gate(limits().memoryBytes(100));
    gate.admit(1000, deadline()).close();
    gate.admit(100, deadline()).close();
  }

  @Test
  void refusesAtOnceWhenTheQueueIsFull() {
    AdmissionGate gate = gate(limits().parallelism(1).queueLength(0));
    AdmissionGate.Permit permit = gate.admit(1, deadline());
    assertThatThrownBy(() -> gate.admit(1, deadline()))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED);
              assertThat(failure.retryAfter()).hasValue(Duration.ofMinutes(1));
            });
    permit.close();
    gate.admit(1, deadline()).close();
  }

  @Test
  void refusesWhenNoTurnComesInTime() {
    AdmissionGate gate = gate(limits().parallelism(1).queueTimeout(Duration.ofMillis(1)));
    gate.admit(1, deadline());
    assertThatThrownBy(() -> gate.admit(1, deadline()))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED);
              assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(1));
            });
    assertThat(gate.waiting()).isZero();
  }

  @Test
  void givesUpAtTheDeadline() {
    AdmissionGate gate = gate(limits().parallelism(1));
    gate.admit(1, deadline());
    Deadline over = Deadline.after(Duration.ofSeconds(1), clock);
    clock.advance(Duration.ofSeconds(2));
    assertThatThrownBy(() -> gate.admit(1, over))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT));
    assertThat(gate.waiting()).isZero();
  }

  @Test
  void letsTheNextInWhenAWaiterIsInterrupted() throws Exception {
    AdmissionGate gate = gate(limits().parallelism(1));
    AdmissionGate.Permit held = gate.admit(1, deadline());
    AtomicBoolean flag = new AtomicBoolean();
    Thread waiter =
        new Thread(
            () -> {
              try {
                gate.admit(1, deadline());
              } catch (ImageResizeException timeout) {
                flag.set(
                    Thread.currentThread().isInterrupted() && timeout.reason() == Reason.TIMEOUT);
              }
            });
    waiter.start();
    awaitWaiting(gate, 1);
    List<String> order = new CopyOnWriteArrayList<>();
    Future<?> next = threads.submit(() -> enter(gate, 1, "next", order));
    awaitWaiting(gate, 2);
    waiter.interrupt();
    waiter.join();
    held.close();
    next.get();
    assertThat(flag).isTrue();
    assertThat(order).containsExactly("next");
  }

  @Test
  void letsThoseInFirstForWhomSomebodyWaits() throws Exception {
    AdmissionGate gate = gate(limits().parallelism(1));
    AdmissionGate.Permit held = gate.admit(1, deadline());
    List<String> order = new CopyOnWriteArrayList<>();
    List<Future<?>> all = new CopyOnWriteArrayList<>();
    all.add(inBackground(new BackgroundWork(), () -> enter(gate, 1, "background", order)));
    awaitWaiting(gate, 1);
    all.add(threads.submit(() -> enter(gate, 1, "first", order)));
    awaitWaiting(gate, 2);
    all.add(threads.submit(() -> enter(gate, 1, "second", order)));
    awaitWaiting(gate, 3);

    held.close();
    for (Future<?> each : all) {
      each.get();
    }

    assertThat(order).containsExactly("first", "second", "background");
  }

  @Test
  void keepsNoPlaceForWhatNobodyWaitsForButItsMemory() throws Exception {
    AdmissionGate gate =
        gate(limits().parallelism(1).memoryBytes(100).queueTimeout(Duration.ofMillis(1)));
    List<AdmissionGate.Permit> background = new CopyOnWriteArrayList<>();
    inBackground(new BackgroundWork(), () -> background.add(gate.admit(60, deadline()))).get();

    AdmissionGate.Permit beside = gate.admit(40, deadline());
    assertThatThrownBy(() -> gate.admit(1, deadline()))
        .hasMessage("Too many images at once: no turn came within 1 ms");
    beside.close();
    assertThatThrownBy(() -> gate.admit(41, deadline()))
        .hasMessage("Too many images at once: no turn came within 1 ms");
    background.get(0).close();
    gate.admit(100, deadline()).close();
  }

  @Test
  void beginsNothingInTheBackgroundWithoutAPlaceThatIsFree() throws Exception {
    AdmissionGate gate = gate(limits().parallelism(1).queueTimeout(Duration.ofMillis(1)));
    AdmissionGate.Permit held = gate.admit(1, deadline());

    Future<?> refused = inBackground(new BackgroundWork(), () -> gate.admit(1, deadline()).close());
    assertThatThrownBy(refused::get).hasMessageContaining("no turn came within 1 ms");
    held.close();
    inBackground(new BackgroundWork(), () -> gate.admit(1, deadline()).close()).get();
  }

  @Test
  void letsWhatSomebodyHasComeToWaitForInBeforeThoseWhoComeLater() throws Exception {
    AdmissionGate gate = gate(limits().parallelism(1));
    AdmissionGate.Permit held = gate.admit(1, deadline());
    List<String> order = new CopyOnWriteArrayList<>();
    BackgroundWork work = new BackgroundWork();
    Future<?> background = inBackground(work, () -> enter(gate, 1, "background", order));
    awaitWaiting(gate, 1);
    work.await();
    Future<?> later = threads.submit(() -> enter(gate, 1, "later", order));
    awaitWaiting(gate, 2);

    held.close();
    background.get();
    later.get();

    assertThat(order).containsExactly("background", "later");
  }

  private Future<?> inBackground(BackgroundWork work, Runnable task) {
    return threads.submit(() -> work.run(task));
  }

  @Test
  void takesAPermitBackOnce() {
    AdmissionGate gate = gate(limits().parallelism(1).queueLength(0));
    AdmissionGate.Permit permit = gate.admit(1, deadline());
    permit.close();
    permit.close();
    gate.admit(1, deadline());
    assertThatThrownBy(() -> gate.admit(1, deadline())).isInstanceOf(ImageResizeException.class);
  }

  private void enter(AdmissionGate gate, long bytes, String name, List<String> order) {
    AdmissionGate.Permit permit = gate.admit(bytes, deadline());
    order.add(name);
    permit.close();
  }

  @Test
  void tellsHowFullItIs() throws Exception {
    AdmissionGate gate = gate(limits().parallelism(1).memoryBytes(100));
    AdmissionGate.Permit first = gate.admit(70, deadline());
    Future<?> second = threads.submit(() -> gate.admit(40, deadline()).close());
    awaitWaiting(gate, 1);
    first.close();
    second.get();

    assertThat(loads)
        .extracting(GateLoad::working, GateLoad::waiting, GateLoad::memoryBytes)
        .containsExactly(
            tuple(1, 0, 70L), // the first is in
            tuple(1, 1, 70L), // the second waits
            tuple(0, 1, 0L), // the first is out
            tuple(0, 0, 0L), // the second leaves the queue
            tuple(1, 0, 40L), // and is in
            tuple(0, 0, 0L)); // and out
  }

  private static void awaitWaiting(AdmissionGate gate, int count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (gate.waiting() != count && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(gate.waiting()).isEqualTo(count);
  }

  private Deadline deadline() {
    return Deadline.after(Duration.ofHours(1), clock);
  }

  private static ResizeLimits.Builder limits() {
    return ResizeLimits.builder().queueTimeout(Duration.ofMinutes(1));
  }

  private AdmissionGate gate(ResizeLimits.Builder limits) {
    ResizeLimits built = limits.build();
    return new AdmissionGate("images", built.parallelism(), built.memoryBytes(), built, loads::add);
  }
}
