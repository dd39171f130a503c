package io.github.imageresize.redis;

import io.github.imageresize.internal.interrupt.Interruption;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What every operation on one server passes, so that trouble there stays there. No more than a
 * given number are on the wire together, each on its caller's own thread; a further one waits for
 * its place until the deadline. As soon as one is over its deadline, or failed to reach the server,
 * the rest are turned away at once but for a single one at a time that {@linkplain ServerHealth
 * tries}.
 *
 * <p>An operation over its deadline loses its place to the next, so that one which never comes back
 * costs its own thread and connection alone. One whose thread was interrupted says nothing about
 * the server.
 *
 * <p>Thread-safe. It makes no threads and no retries.
 */
final class OperationGate {
  private static final String IN_TROUBLE =
      "Redis is in trouble and one operation at a time tries, with pauses";

  private final Duration deadline;
  private final Demotion demotion;
  private final LongSupplier nanoTime;
  private final ServerHealth health;
  private final Semaphore places;
  private final AtomicReferenceArray<@Nullable Operation> onTheWire;

  OperationGate(Duration deadline, int concurrency, Demotion demotion, LongSupplier nanoTime) {
    this.deadline = deadline;
    this.demotion = demotion;
    this.nanoTime = nanoTime;
    this.health = new ServerHealth(nanoTime);
    this.places = new Semaphore(concurrency);
    this.onTheWire = new AtomicReferenceArray<>(concurrency);
  }

  /**
   * Runs an operation.
   *
   * @param name what to call it in messages
   * @param waitTimeout how long it may wait for its place, at most the deadline
   */
  <T> T run(String name, Duration waitTimeout, Supplier<T> work) {
    return run(enter(name, waitTimeout, false), name, work);
  }

  /** Runs an operation that is sent in trouble too, since its caller must know how it ends. */
  <T> T insist(String name, Supplier<T> work) {
    return run(enter(name, deadline, true), name, work);
  }

  private <T> T run(Operation operation, String name, Supplier<T> work) {
    try {
      demotion.probe();
      T result = work.get();
      answered(operation);
      return result;
    } catch (JedisDataException refusal) {
      if (demotion.isSaidBy(refusal)) {
        demoted(operation);
      } else {
        answered(operation);
      }
      throw failed(name, refusal);
    } catch (RuntimeException failure) {
      if (Interruption.caused(failure)) {
        learntNothing(operation);
        throw new RedisStoreException(
            "'" + name + "' was broken off: the thread was interrupted", failure);
      }
      unanswered(operation);
      throw failed(name, failure);
    } finally {
      learntNothing(operation);
    }
  }

  private Operation enter(String name, Duration waitTimeout, boolean insisting) {
    dropOverdue();
    if (!insisting && !health.admits()) {
      throw turnedAway(name, IN_TROUBLE);
    }
    awaitPlace(name, waitTimeout);
    Operation operation = new Operation(nanoTime.getAsLong());
    if (!insisting && !health.admits(operation)) {
      places.release();
      throw turnedAway(name, IN_TROUBLE);
    }
    for (int place = 0; ; place = (place + 1) % onTheWire.length()) {
      if (onTheWire.compareAndSet(place, null, operation)) {
        return operation;
      }
    }
  }

  private void awaitPlace(String name, Duration waitTimeout) {
    long nanos = Math.min(waitTimeout.toNanos(), deadline.toNanos());
    if (nanos <= 0) {
      throw turnedAway(name, "its request has spent on Redis what it may");
    }
    boolean entered;
    try {
      entered = places.tryAcquire() || places.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw turnedAway(name, "the thread was interrupted");
    }
    if (!entered) {
      throw turnedAway(name, "no place came free within " + nanos / 1_000_000 + " ms");
    }
  }

  private void dropOverdue() {
    long now = nanoTime.getAsLong();
    for (int place = 0; place < onTheWire.length(); place++) {
      Operation operation = onTheWire.get(place);
      if (operation != null && now - operation.startedAt() > deadline.toNanos()) {
        unanswered(operation);
      }
    }
  }

  private void answered(Operation operation) {
    boolean inTime = nanoTime.getAsLong() - operation.startedAt() <= deadline.toNanos();
    if (!inTime) {
      unanswered(operation);
    } else if (leaves(operation)) {
      health.answered();
    }
  }

  private void unanswered(Operation operation) {
    if (leaves(operation)) {
      health.failed(operation);
    }
  }

  private void learntNothing(Operation operation) {
    if (leaves(operation)) {
      health.learntNothing(operation);
    }
  }

  private void demoted(Operation operation) {
    if (leaves(operation)) {
      health.unfit(deadline);
    }
    demotion.suffered();
  }

  /** False for one that has lost its place before. */
  private boolean leaves(Operation operation) {
    for (int place = 0; place < onTheWire.length(); place++) {
      if (onTheWire.compareAndSet(place, operation, null)) {
        places.release();
        return true;
      }
    }
    return false;
  }

  private static RedisStoreException turnedAway(String name, String reason) {
    return new RedisStoreException("'" + name + "' was not sent to Redis: " + reason, null);
  }

  private static RedisStoreException failed(String name, RuntimeException cause) {
    return new RedisStoreException("'" + name + "' failed in Redis: " + cause.getMessage(), cause);
  }
}
