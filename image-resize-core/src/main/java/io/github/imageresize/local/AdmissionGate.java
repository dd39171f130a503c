package io.github.imageresize.local;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.event.GateLoad;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets so many images be made at once as there are places and memory for, in the order in which
 * they came. Thread-safe.
 */
final class AdmissionGate {
  private static final Duration LEAST_RETRY = Duration.ofSeconds(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Condition> queue = new ArrayDeque<>();
  private final int queueLength;
  private final Duration queueTimeout;
  private final int places;
  private final long memory;
  private final Consumer<GateLoad> changed;
  private int freePlaces;
  private long freeMemory;

  /**
   * An empty gate.
   *
   * @param changed is told how full the gate is, with its lock held
   */
  AdmissionGate(ResizeLimits limits, Consumer<GateLoad> changed) {
    this.changed = changed;
    places = limits.parallelism();
    freePlaces = places;
    memory = limits.memoryBytes();
    freeMemory = memory;
    queueLength = limits.queueLength();
    queueTimeout = limits.queueTimeout();
  }

  /** The right to work on one image. */
  interface Permit extends AutoCloseable {
    /** Gives the place and the memory back; once, however often it is called. */
    @Override
    void close();
  }

  /**
   * Waits for a place and for memory.
   *
   * @param bytes how much memory will be needed; what passes the gate's whole is taken as that
   * @throws ImageResizeException with {@code OVERLOADED} if the queue is full or the wait too long,
   *     {@code TIMEOUT} if the deadline passes or the thread is interrupted
   */
  Permit admit(long bytes, Deadline deadline) {
    long claimed = Math.min(bytes, memory);
    lock.lock();
    try {
      if (!queue.isEmpty() || !fits(claimed)) {
        await(claimed, deadline);
      }
      freePlaces--;
      freeMemory -= claimed;
      tell();
      return permit(claimed);
    } finally {
      lock.unlock();
    }
  }

  /** How many wait. */
  int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  private void await(long claimed, Deadline deadline) {
    if (queue.size() >= queueLength) {
      throw overloaded(queue.size() + " images are waiting already");
    }
    Duration remaining = deadline.remaining();
    boolean queueTimesOut = queueTimeout.compareTo(remaining) < 0;
    long nanos = (queueTimesOut ? queueTimeout : remaining).toNanos();
    Condition turn = lock.newCondition();
    queue.addLast(turn);
    tell();
    try {
      while (queue.peekFirst() != turn || !fits(claimed)) {
        if (nanos <= 0) {
          throw queueTimesOut
              ? overloaded("no turn came within " + queueTimeout.toMillis() + " ms")
              : deadline.exceeded();
        }
        nanos = turn.awaitNanos(nanos);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Deadline.interrupted();
    } finally {
      queue.remove(turn);
      tell();
      signalFirst();
    }
  }

  private Permit permit(long claimed) {
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.compareAndSet(true, false)) {
        release(claimed);
      }
    };
  }

  private void release(long claimed) {
    lock.lock();
    try {
      freePlaces++;
      freeMemory += claimed;
      tell();
      signalFirst();
    } finally {
      lock.unlock();
    }
  }

  private void tell() {
    changed.accept(GateLoad.of(places - freePlaces, queue.size(), memory - freeMemory));
  }

  private boolean fits(long claimed) {
    return freePlaces > 0 && freeMemory >= claimed;
  }

  /** The first looks again whether there is room; one who leaves the queue lets the next look. */
  private void signalFirst() {
    Condition first = queue.peekFirst();
    if (first != null) {
      first.signal();
    }
  }

  private ImageResizeException overloaded(String detail) {
    Duration retry = queueTimeout.compareTo(LEAST_RETRY) < 0 ? LEAST_RETRY : queueTimeout;
    return new ImageResizeException(Reason.OVERLOADED, "Too much work is under way: " + detail)
        .withRetryAfter(retry);
  }
}
