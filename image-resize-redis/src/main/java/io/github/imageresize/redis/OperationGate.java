package io.github.imageresize.redis;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What every operation on Redis passes, so that trouble there stays there. No more than a given
 * number are on the wire together, each on its caller's own thread; a further one waits for its
 * place until the deadline. As soon as one is over its deadline, or failed to reach Redis, the rest
 * are turned away at once and a single one at a time tries, until one comes back in time.
 *
 * <p>Thread-safe. It makes no threads and no retries.
 */
final class OperationGate {
  private static final long FREE = 0;
  private static final String ONE_IS_TRYING =
      "Redis is in trouble and one operation is trying already";

  private final Duration deadline;
  private final Semaphore places;
  private final AtomicLongArray startedAt;
  private final LongSupplier nanoTime;
  private volatile boolean troubled;

  OperationGate(Duration deadline, int concurrency, LongSupplier nanoTime) {
    this.deadline = deadline;
    this.places = new Semaphore(concurrency);
    this.startedAt = new AtomicLongArray(concurrency);
    this.nanoTime = nanoTime;
  }

  <T> T run(String operation, Supplier<T> work) {
    int place = enter(operation);
    long start = startedAt.get(place);
    boolean inTime = false;
    try {
      T result = work.get();
      inTime = nanoTime.getAsLong() - start <= deadline.toNanos();
      return result;
    } catch (JedisDataException answered) {
      inTime = nanoTime.getAsLong() - start <= deadline.toNanos();
      throw failed(operation, answered);
    } catch (RuntimeException unreachable) {
      throw failed(operation, unreachable);
    } finally {
      troubled = !inTime;
      startedAt.set(place, FREE);
      places.release();
    }
  }

  private int enter(String operation) {
    if (isStalled() || (troubled && inFlight() > 0)) {
      throw turnedAway(operation, ONE_IS_TRYING);
    }
    boolean entered;
    try {
      entered = places.tryAcquire() || places.tryAcquire(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw turnedAway(operation, "the thread was interrupted");
    }
    if (!entered) {
      throw turnedAway(operation, "no place came free within " + deadline.toMillis() + " ms");
    }
    if (troubled && inFlight() > 1) {
      places.release();
      throw turnedAway(operation, ONE_IS_TRYING);
    }
    long now = nanoTime.getAsLong();
    for (int place = 0; ; place = (place + 1) % startedAt.length()) {
      if (startedAt.compareAndSet(place, FREE, now == FREE ? 1 : now)) {
        return place;
      }
    }
  }

  private boolean isStalled() {
    long now = nanoTime.getAsLong();
    for (int place = 0; place < startedAt.length(); place++) {
      long start = startedAt.get(place);
      if (start != FREE && now - start > deadline.toNanos()) {
        return true;
      }
    }
    return false;
  }

  private int inFlight() {
    return startedAt.length() - places.availablePermits();
  }

  private static RedisStoreException turnedAway(String operation, String reason) {
    return new RedisStoreException("'" + operation + "' was not sent to Redis: " + reason, null);
  }

  private static RedisStoreException failed(String operation, RuntimeException cause) {
    return new RedisStoreException(
        "'" + operation + "' failed in Redis: " + cause.getMessage(), cause);
  }
}
