package io.github.imageresize.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

@SuppressWarnings("try") // operations that are pending are not referred to
class OperationGateTest {
  private static final Duration DEADLINE = Duration.ofMillis(200);
  private static final String TURNED_AWAY =
      "'get' was not sent to Redis:"
          + " Redis is in trouble and one operation at a time tries, with pauses";

  private final AtomicLong nanos = new AtomicLong(42);
  private final AtomicBoolean replica = new AtomicBoolean();
  private final AtomicInteger demotions = new AtomicInteger();
  private final Demotion demotion = new Demotion(this::write, demotions::incrementAndGet);
  private final OperationGate gate = new OperationGate(DEADLINE, 2, demotion, nanos::get);

  @Test
  void givesTheResult() {
    assertThat(gate.<String>run("get", DEADLINE, () -> "found")).isEqualTo("found");
  }

  @Test
  void namesTheOperationAndTheCauseOfAFailure() {
    assertThatThrownBy(() -> gate.run("store", DEADLINE, () -> fail(new JedisDataException("OOM"))))
        .isInstanceOf(RedisStoreException.class)
        .hasMessage("'store' failed in Redis: OOM")
        .hasCauseInstanceOf(JedisDataException.class);
  }

  @Test
  void turnsAllButOneAwayWhenOneIsOverTheDeadline() throws Exception {
    try (Pending slow = new Pending()) {
      assertThat(gate.<Integer>run("get", DEADLINE, () -> 1)).isEqualTo(1);

      nanos.addAndGet(DEADLINE.toNanos() + 1);

      try (Pending trying = new Pending()) {
        assertThatThrownBy(() -> gate.run("get", DEADLINE, () -> 1)).hasMessage(TURNED_AWAY);
      }
    }
  }

  @Test
  void losesNoPlaceToOperationsThatNeverComeBack() throws Exception {
    try (Pending one = new Pending();
        Pending two = new Pending()) {
      nanos.addAndGet(DEADLINE.toNanos() + 1);
      assertThat(gate.<Integer>run("get", DEADLINE, () -> 1)).as("the trial").isEqualTo(1);

      try (Pending three = new Pending();
          Pending four = new Pending()) {
        assertThatThrownBy(() -> gate.run("get", DEADLINE, () -> 1))
            .hasMessageContaining("no place came free");
      }
    }
    assertThat(gate.<Integer>run("get", DEADLINE, () -> 1)).isEqualTo(1);
    try (Pending five = new Pending();
        Pending six = new Pending()) {
      assertThatThrownBy(() -> gate.run("get", DEADLINE, () -> 1))
          .as("those that came back late have not given a place back twice")
          .hasMessageContaining("no place came free");
    }
  }

  @Test
  void takesATrialThatNeverComesBackForAFailedOne() throws Exception {
    assertThatThrownBy(() -> gate.run("get", DEADLINE, OperationGateTest::refused))
        .isInstanceOf(RedisStoreException.class);
    try (Pending trying = new Pending()) {
      nanos.addAndGet(DEADLINE.toNanos() + 1);
      assertThatThrownBy(() -> gate.run("get", DEADLINE, () -> 1)).hasMessage(TURNED_AWAY);
      nanos.addAndGet(DEADLINE.multipliedBy(ServerHealth.PAUSE_FACTOR).toNanos() + 9);

      assertThat(gate.<Integer>run("get", DEADLINE, () -> 1)).isEqualTo(1);
    }
  }

  @Test
  void letsOneAtATimeTryAfterAFailureToConnect() throws Exception {
    assertThatThrownBy(() -> gate.run("get", DEADLINE, OperationGateTest::refused))
        .isInstanceOf(RedisStoreException.class);
    try (Pending trying = new Pending()) {
      assertThatThrownBy(() -> gate.run("get", DEADLINE, () -> 1)).hasMessage(TURNED_AWAY);
    }
    try (Pending another = new Pending()) {
      assertThat(gate.<Integer>run("get", DEADLINE, () -> 1))
          .as("the trial went well")
          .isEqualTo(1);
    }
  }

  @Test
  void sendsWhatInsistsInTroubleToo() throws Exception {
    assertThatThrownBy(() -> gate.run("get", DEADLINE, OperationGateTest::refused));
    try (Pending trying = new Pending()) {
      assertThat(gate.<Integer>insist("invalidate", () -> 1)).isEqualTo(1);
      assertThat(gate.<Integer>run("get", DEADLINE, () -> 1)).as("it went well").isEqualTo(1);
    }
  }

  @Test
  void pausesAfterATrialForAMultipleOfWhatItTook() {
    assertThatThrownBy(() -> gate.run("get", DEADLINE, () -> refusedAfter(Duration.ofMillis(100))));
    assertThatThrownBy(() -> gate.run("get", DEADLINE, () -> refusedAfter(Duration.ofMillis(100))))
        .as("the trial")
        .hasMessageContaining("refused");

    nanos.addAndGet(Duration.ofMillis(100L * ServerHealth.PAUSE_FACTOR).toNanos() - 1);
    assertThatThrownBy(() -> gate.run("get", DEADLINE, () -> 1)).hasMessage(TURNED_AWAY);
    nanos.addAndGet(1);
    assertThat(gate.<Integer>run("get", DEADLINE, () -> 1)).isEqualTo(1);
  }

  @Test
  void pausesNoLongerThanABound() {
    assertThatThrownBy(() -> gate.run("get", DEADLINE, OperationGateTest::refused));
    assertThatThrownBy(() -> gate.run("get", DEADLINE, () -> refusedAfter(Duration.ofMinutes(1))));

    nanos.addAndGet(ServerHealth.LONGEST_PAUSE.toNanos());
    assertThat(gate.<Integer>run("get", DEADLINE, () -> 1)).isEqualTo(1);
  }

  @Test
  void learnsNothingOfTheServerFromAnOperationWhoseThreadWasInterrupted() throws Exception {
    assertThatThrownBy(
            () ->
                gate.run(
                    "get",
                    DEADLINE,
                    () -> {
                      Thread.currentThread().interrupt();
                      return refused(); // as a virtual thread's connection is closed
                    }))
        .hasMessage("'get' was broken off: the thread was interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(
            () ->
                gate.run(
                    "get",
                    DEADLINE,
                    () -> fail(new JedisException("no connection", new InterruptedException()))))
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).as("though the pool cleared it").isTrue();

    try (Pending one = new Pending()) {
      assertThat(gate.<Integer>run("get", DEADLINE, () -> 1)).isEqualTo(1);
    }
  }

  @Test
  void letsAnotherTryWhenTheThreadOfTheTrialWasInterrupted() {
    assertThatThrownBy(() -> gate.run("get", DEADLINE, OperationGateTest::refused));
    assertThatThrownBy(
            () ->
                gate.run(
                    "get", DEADLINE, () -> fail(new JedisException(new InterruptedException()))))
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();

    assertThat(gate.<Integer>run("get", DEADLINE, () -> 1)).isEqualTo(1);
  }

  @Test
  void readsNothingFromADemotedServerUntilItTakesAWrite() {
    assertThatThrownBy(() -> gate.run("store", DEADLINE, () -> fail(readOnly())))
        .hasMessageContaining("READONLY");
    assertThat(demotions).hasValue(1);
    assertThatThrownBy(() -> gate.run("get", DEADLINE, () -> 1)).hasMessage(TURNED_AWAY);

    nanos.addAndGet(DEADLINE.toNanos());
    replica.set(true);
    assertThatThrownBy(() -> gate.run("get", DEADLINE, () -> 1)).hasMessageContaining("READONLY");
    assertThat(demotions).hasValue(2);

    nanos.addAndGet(DEADLINE.toNanos());
    replica.set(false);
    assertThat(gate.<Integer>run("get", DEADLINE, () -> 1)).isEqualTo(1);
    replica.set(true);
    assertThat(gate.<Integer>run("get", DEADLINE, () -> 1)).as("not probed again").isEqualTo(1);
  }

  @Test
  void beginsNothingForARequestThatHasSpentItsTime() {
    assertThatThrownBy(() -> gate.run("get", Duration.ZERO, () -> 1))
        .hasMessage("'get' was not sent to Redis: its request has spent on Redis what it may");
  }

  @Test
  void takesAnAnswerOverTheDeadlineForTrouble() throws Exception {
    gate.run("get", DEADLINE, () -> nanos.addAndGet(DEADLINE.toNanos() + 1));

    try (Pending trying = new Pending()) {
      assertThatThrownBy(() -> gate.run("get", DEADLINE, () -> 1)).hasMessage(TURNED_AWAY);
    }
  }

  @Test
  void doesNotTakeARefusalForTrouble() throws Exception {
    assertThatThrownBy(() -> gate.run("store", DEADLINE, () -> fail(new JedisDataException("OOM"))))
        .isInstanceOf(RedisStoreException.class);

    try (Pending other = new Pending()) {
      assertThat(gate.<Integer>run("get", DEADLINE, () -> 1)).isEqualTo(1);
    }
  }

  @Test
  void letsNoMoreInThanItHasPlaces() throws Exception {
    try (Pending one = new Pending();
        Pending two = new Pending()) {
      assertThatThrownBy(() -> gate.run("get", DEADLINE, () -> 1))
          .hasMessage("'get' was not sent to Redis: no place came free within 200 ms");
    }
    assertThat(gate.<Integer>run("get", DEADLINE, () -> 1)).isEqualTo(1);
  }

  @Test
  void keepsTheInterruptOfAThreadThatWaits() throws Exception {
    try (Pending one = new Pending();
        Pending two = new Pending()) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> gate.run("get", DEADLINE, () -> 1))
          .hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private void write() {
    if (replica.get()) {
      throw readOnly();
    }
  }

  private static JedisDataException readOnly() {
    return new JedisDataException("READONLY You can't write against a read only replica.");
  }

  private static Object refused() {
    throw new JedisConnectionException("refused");
  }

  private Object refusedAfter(Duration time) {
    nanos.addAndGet(time.toNanos());
    return refused();
  }

  private static Object fail(RuntimeException failure) {
    throw failure;
  }

  /** An operation that is on the wire until it is closed. */
  private final class Pending implements AutoCloseable {
    private final CountDownLatch end = new CountDownLatch(1);
    private final CompletableFuture<Void> done;

    Pending() throws InterruptedException {
      CountDownLatch begun = new CountDownLatch(1);
      done =
          CompletableFuture.runAsync(
              () -> gate.run("get", DEADLINE, () -> pend(begun)), task -> new Thread(task).start());
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private boolean pend(CountDownLatch begun) {
      begun.countDown();
      try {
        return end.await(10, TimeUnit.SECONDS);
      } catch (InterruptedException stop) {
        throw new IllegalStateException(stop);
      }
    }

    @Override
    public void close() {
      end.countDown();
      done.orTimeout(10, TimeUnit.SECONDS).join();
    }
  }
}
