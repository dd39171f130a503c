package io.github.imageresize.redis;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server may be asked. Once an operation failed to reach it or was answered late there is
 * trouble, and one operation at a time may try. One that is answered in time ends the trouble; one
 * that is not is followed by a pause of {@value #PAUSE_FACTOR} times what it took, so that a dead
 * server costs callers a tenth of the time.
 *
 * <p>Thread-safe.
 */
final class ServerHealth {
  static final int PAUSE_FACTOR = 9;
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final LongSupplier nanoTime;
  private volatile boolean troubled;
  private @Nullable Operation trial;
  private long pauseBegan;
  private long pause;

  ServerHealth(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether an operation would be let in now. */
  boolean admits() {
    return !troubled || mayTry();
  }

  /** Lets an operation in, as the one that tries if there is trouble. */
  boolean admits(Operation operation) {
    return !troubled || begins(operation);
  }

  private synchronized boolean begins(Operation operation) {
    if (!troubled) {
      return true;
    }
    if (!mayTry()) {
      return false;
    }
    trial = operation;
    return true;
  }

  private synchronized boolean mayTry() {
    return trial == null && nanoTime.getAsLong() - pauseBegan >= pause;
  }

  /** The server answered in time. */
  void answered() {
    if (troubled) {
      recover();
    }
  }

  private synchronized void recover() {
    troubled = false;
    trial = null;
    pause = 0;
  }

  /** No answer came, or not in time. */
  synchronized void failed(Operation operation) {
    if (trial == operation) {
      trial = null;
      long took = nanoTime.getAsLong() - operation.startedAt();
      rest(Math.min(PAUSE_FACTOR * took, LONGEST_PAUSE.toNanos()));
    } else if (!troubled) {
      rest(0);
    }
  }

  /** The server answered that it is not the one to ask. */
  synchronized void unfit(Duration forAsLong) {
    trial = null;
    rest(forAsLong.toNanos());
  }

  /** Whether the server works was not found out. */
  synchronized void learntNothing(Operation operation) {
    if (trial == operation) {
      trial = null;
    }
  }

  private void rest(long nanos) {
    troubled = true;
    pauseBegan = nanoTime.getAsLong();
    pause = nanos;
  }
}
