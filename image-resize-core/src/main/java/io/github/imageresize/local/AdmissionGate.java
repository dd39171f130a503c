package io.github.imageresize.local;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.event.GateLoad;
import io.github.imageresize.internal.async.BackgroundWork;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets so much work be done at once as there are places and memory for, in the order in which it
 * came. Who waits does so until its deadline, or for a shorter time that is set.
 *
 * <p>Work that nobody waits for comes last: it is let in where a place is free and no other work
 * waits, and keeps no place from other work that comes after it, only its memory.
 *
 * <p>Thread-safe.
 */
final class AdmissionGate {
  private static final Duration LEAST_RETRY = Duration.ofSeconds(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Turn> queue = new ArrayDeque<>();
  private final Deque<Turn> background = new ArrayDeque<>();
  private final String work;
  private final int queueLength;
  private final Duration queueTimeout;
  private final int places;
  private final long memory;
  private final Consumer<GateLoad> changed;
  private int working;
  private int workingInBackground;
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
      Turn turn = new Turn(BackgroundWork.current());
      if (!queueOf(turn).isEmpty() || !fits(turn, claimed)) {
        await(turn, claimed, deadline);
      }
      count(turn.isInBackground, 1);
      freeMemory -= claimed;
      tell();
      return new Claim(claimed, turn.isInBackground);
    } finally {
      lock.unlock();
    }
  }

  /** How many wait. */
  int waiting() {
    lock.lock();
    try {
      return allWaiting();
    } finally {
      lock.unlock();
    }
  }

  private void await(Turn turn, long claimed, Deadline deadline) {
    if (queueOf(turn).size() >= queueLength) {
      throw overloaded(queueOf(turn).size() + " are waiting already");
    }
    Duration remaining = deadline.remaining();
    if (remaining.isNegative() || remaining.isZero()) {
      throw deadline.exceeded();
    }
    Duration waitTimeout = queueTimeout.compareTo(remaining) < 0 ? queueTimeout : remaining;
    long nanos = waitTimeout.toNanos();
    turn.enqueue();
    tell();
    try {
      while (queueOf(turn).peekFirst() != turn || !fits(turn, claimed)) {
        if (nanos <= 0) {
          throw overloaded("no turn came within " + waitTimeout.toMillis() + " ms");
        }
        nanos = turn.comes.awaitNanos(nanos);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Deadline.interrupted();
    } finally {
      turn.leave();
      tell();
      signalFirst();
    }
  }

  private Deque<Turn> queueOf(Turn turn) {
    return turn.isInBackground ? background : queue;
  }

  /** One who asks to be let in. */
  private final class Turn {
    private final Condition comes = lock.newCondition();
    private final @Nullable BackgroundWork work;
    private boolean isInBackground;

    Turn(@Nullable BackgroundWork work) {
      this.work = work;
      isInBackground = work != null;
    }

    void enqueue() {
      isInBackground = work != null && work.onAwaited(this::isAwaited);
      queueOf(this).addLast(this);
    }

    void leave() {
      queueOf(this).remove(this);
      if (work != null) {
        work.onAwaited(null);
      }
    }

    /** Waits from now on with those for whom somebody waits. */
    private void isAwaited() {
      lock.lock();
      try {
        if (background.remove(this)) {
          isInBackground = false;
          queue.addLast(this);
          signalFirst();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private final class Claim implements Permit {
    private final boolean inBackground;
    private long claimed;
    private boolean closed;

    Claim(long claimed, boolean inBackground) {
      this.claimed = claimed;
      this.inBackground = inBackground;
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
          count(inBackground, -1);
          freeMemory += claimed;
          tell();
          signalFirst();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private void count(boolean inBackground, int change) {
    if (inBackground) {
      workingInBackground += change;
    } else {
      working += change;
    }
  }

  private int allWaiting() {
    return queue.size() + background.size();
  }

  private void tell() {
    changed.accept(GateLoad.of(working + workingInBackground, allWaiting(), memory - freeMemory));
  }

  private boolean fits(Turn turn, long claimed) {
    boolean isPlaceFree =
        turn.isInBackground
            ? queue.isEmpty() && places - working > workingInBackground
            : working < places;
    return isPlaceFree && freeMemory >= claimed;
  }

  /** The first looks again whether there is room; one who leaves the queue lets the next look. */
  private void signalFirst() {
    Turn first = queue.isEmpty() ? background.peekFirst() : queue.peekFirst();
    if (first != null) {
      first.comes.signal();
    }
  }

  private ImageResizeException overloaded(String detail) {
    Duration retry = queueTimeout.compareTo(LEAST_RETRY) < 0 ? LEAST_RETRY : queueTimeout;
    return new ImageResizeException(Reason.OVERLOADED, "Too many " + work + " at once: " + detail)
        .withRetryAfter(retry);
  }
}
