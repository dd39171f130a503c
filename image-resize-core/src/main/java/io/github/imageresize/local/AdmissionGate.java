package io.github.imageresize.local;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.event.GateLoad;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets so much work be done at once as there are places and memory for, in the order in which it
 * came. Who waits does so until its deadline, or for a shorter time that is set. Thread-safe.
 */
final class AdmissionGate {
  private static final Duration LEAST_RETRY = Duration.ofSeconds(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Condition> queue = new ArrayDeque<>();
  private final String work;
  private final int queueLength;
  private final Duration queueTimeout;
  private final int places;
  private final long memory;
  private final Consumer<GateLoad> changed;
  private int freePlaces;
  private long freeMemory;

  /**
   * A gate that is open.
   *
   * @param work names what is let in, for messages: "images"
   * @param places how much may be under way at once
   * @param memory bytes that all of it may need together
   * @param limits tell how many may wait, and for how long
   * @param changed is told how full the gate is, with its lock held
   */
  AdmissionGate(
      String work, int places, long memory, ResizeLimits limits, Consumer<GateLoad> changed) {
    this.work = work;
    this.places = places;
    this.memory = memory;
    this.changed = changed;
    freePlaces = places;
    freeMemory = memory;
    queueLength = limits.queueLength();
    queueTimeout = limits.queueTimeout();
  }

  /** The right to do some work. */
  interface Permit extends AutoCloseable {
    /** Gives back what is not needed of the memory; nothing happens if all of it is. */
    void shrinkTo(long bytes);

    /** Gives the place and the memory back; once, however often it is called. */
    @Override
    void close();
  }

  /**
   * Waits for a place and for memory.
   *
   * @param bytes how much memory will be needed; what passes the gate's whole is taken as that
   * @throws ImageResizeException with {@code OVERLOADED} if the queue is full or no turn comes in
   *     time, {@code TIMEOUT} if the deadline has passed already or the thread is interrupted
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
      return new Claim(claimed);
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
      throw overloaded(queue.size() + " are waiting already");
    }
    Duration remaining = deadline.remaining();
    if (remaining.isNegative() || remaining.isZero()) {
      throw deadline.exceeded();
    }
    Duration patience = queueTimeout.compareTo(remaining) < 0 ? queueTimeout : remaining;
    long nanos = patience.toNanos();
    Condition turn = lock.newCondition();
    queue.addLast(turn);
    tell();
    try {
      while (queue.peekFirst() != turn || !fits(claimed)) {
        if (nanos <= 0) {
          throw overloaded("no turn came within " + patience.toMillis() + " ms");
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

  private final class Claim implements Permit {
    private long claimed;
    private boolean closed;

    Claim(long claimed) {
      this.claimed = claimed;
    }

    @Override
    public void shrinkTo(long bytes) {
      lock.lock();
      try {
        if (!closed && bytes < claimed) {
          freeMemory += claimed - bytes;
          claimed = bytes;
          tell();
          signalFirst();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!closed) {
          closed = true;
          freePlaces++;
          freeMemory += claimed;
          tell();
          signalFirst();
        }
      } finally {
        lock.unlock();
      }
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
    return new ImageResizeException(Reason.OVERLOADED, "Too many " + work + " at once: " + detail)
        .withRetryAfter(retry);
  }
}
