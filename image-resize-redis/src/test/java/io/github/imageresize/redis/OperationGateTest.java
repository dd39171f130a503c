package io.github.imageresize.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

@SuppressWarnings("try") // operations that are pending are not referred to
class OperationGateTest {
  private static final Duration DEADLINE = Duration.ofMillis(200);

  private final AtomicLong nanos = new AtomicLong(42);
  private final OperationGate gate = new OperationGate(DEADLINE, 2, nanos::get);

  @Test
  void givesTheResult() {
    assertThat(gate.<String>run("get", () -> "found")).isEqualTo("found");
  }

  @Test
  void namesTheOperationAndTheCauseOfAFailure() {
    assertThatThrownBy(() -> gate.run("store", () -> fail(new JedisDataException("OOM"))))
        .isInstanceOf(RedisStoreException.class)
        .hasMessage("'store' failed in Redis: OOM")
        .hasCauseInstanceOf(JedisDataException.class);
  }

  @Test
  void turnsOperationsAwayWhileOneIsOverTheDeadline() throws Exception {
    try (Pending slow = new Pending()) {
      assertThat(gate.<Integer>run("get", () -> 1)).isEqualTo(1);

      nanos.addAndGet(DEADLINE.toNanos() + 1);

      assertThatThrownBy(() -> gate.run("get", () -> 1)).hasMessageContaining("in trouble");
    }
  }

  @Test
  void letsOneAtATimeTryAfterAFailureToConnect() throws Exception {
    assertThatThrownBy(() -> gate.run("get", () -> fail(new JedisConnectionException("refused"))))
        .isInstanceOf(RedisStoreException.class);
    try (Pending trying = new Pending()) {
      assertThatThrownBy(() -> gate.run("get", () -> 1))
          .hasMessageContaining("one operation is trying already");
    }
    try (Pending another = new Pending()) {
      assertThat(gate.<Integer>run("get", () -> 1)).as("the trial went well").isEqualTo(1);
    }
  }

  @Test
  void takesAnAnswerOverTheDeadlineForTrouble() throws Exception {
    gate.run("get", () -> nanos.addAndGet(DEADLINE.toNanos() + 1));

    try (Pending trying = new Pending()) {
      assertThatThrownBy(() -> gate.run("get", () -> 1)).hasMessageContaining("in trouble");
    }
  }

  @Test
  void doesNotTakeARefusalForTrouble() throws Exception {
    assertThatThrownBy(() -> gate.run("store", () -> fail(new JedisDataException("OOM"))))
        .isInstanceOf(RedisStoreException.class);

    try (Pending other = new Pending()) {
      assertThat(gate.<Integer>run("get", () -> 1)).isEqualTo(1);
    }
  }

  @Test
  void letsNoMoreInThanItHasPlaces() throws Exception {
    try (Pending one = new Pending();
        Pending two = new Pending()) {
      assertThatThrownBy(() -> gate.run("get", () -> 1))
          .hasMessage("'get' was not sent to Redis: no place came free within 200 ms");
    }
    assertThat(gate.<Integer>run("get", () -> 1)).isEqualTo(1);
  }

  @Test
  void keepsTheInterruptOfAThreadThatWaits() throws Exception {
    try (Pending one = new Pending();
        Pending two = new Pending()) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> gate.run("get", () -> 1)).hasMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
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
              () -> gate.run("get", () -> pend(begun)), task -> new Thread(task).start());
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
