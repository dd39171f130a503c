package io.github.imageresize.cache;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One computation and those who wait for it, the one who leads it included. When all of them have
 * left, the work is interrupted.
 */
final class Flight<V> {

  /** What a caller has of a flight that was there already. */
  enum Boarding {
    /** The result, if the store vouches for it. */
    EARLY,
    /** The time of its end: the caller came when the result was on its way to the store. */
    LATE,
    /** Nothing: too many wait already. */
    FULL
  }

  private final Runnable onJoined;
  private final CompletableFuture<Landing<V>> landed = new CompletableFuture<>();
  private int waiting = 1;
  private boolean sealed;
  private @Nullable Future<?> running;

  /**
   * One who leads it, and nobody else yet.
   *
   * @param onJoined is run for each who comes to wait
   */
  Flight(Runnable onJoined) {
    this.onJoined = onJoined;
  }

  /** Adds one who waits, unless that would be more than the most. */
  Boarding join(int mostWaiting) {
    Boarding boarding;
    synchronized (this) {
      if (waiting >= mostWaiting) {
        return Boarding.FULL;
      }
      waiting++;
      boarding = sealed ? Boarding.LATE : Boarding.EARLY;
    }
    onJoined.run();
    return boarding;
  }

  /**
   * One who waited does so no longer.
   *
   * @return true if nobody is left
   */
  synchronized boolean leave() {
    waiting--;
    return waiting == 0;
  }

  /** From now on the result is on its way to the store. */
  synchronized void seal() {
    sealed = true;
  }

  /** Names the task that is to be interrupted when nobody waits any longer. */
  synchronized void runs(Future<?> task) {
    running = task;
  }

  synchronized void interrupt() {
    if (running != null) {
      running.cancel(true);
    }
  }

  boolean isOver() {
    return landed.isDone();
  }

  /** Ends the flight; the first end holds. */
  void land(Landing<V> how) {
    landed.complete(how);
  }

  /** Is completed when the flight ends, and never exceptionally. */
  CompletableFuture<Landing<V>> landed() {
    return landed;
  }

  Landing<V> await(long nanos) {
    try {
      return landed.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw tooLate();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ImageResizeException(
          Reason.TIMEOUT, "interrupted while another caller makes the same image", interrupted);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("a flight ended without saying how", impossible);
    }
  }

  static ImageResizeException tooLate() {
    return new ImageResizeException(
        Reason.TIMEOUT, "another caller who makes the same image did not end in time");
  }
}
