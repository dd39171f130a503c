package io.github.imageresize.cache;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.cache.Flight.Boarding;
import io.github.imageresize.internal.async.InterruptibleTask;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets callers who want the same thing at the same time share one computation. The first leads, the
 * others wait; if the leader is interrupted, one of the others leads.
 *
 * <p>A caller must not be given what was read before it came if the source was invalidated in
 * between. A flight that began after the caller came is always good for it. An older one is if the
 * caller joined before the flight was sealed, which is before the store was asked to take the
 * result, and the store did take it: then no invalidation lies between. Otherwise the caller waits
 * for the flight to land and takes part in the next one.
 *
 * <p>Callers who block and callers who hold a future share flights. The latter hold no thread while
 * they wait, neither for another caller nor for another process.
 *
 * <p>Thread-safe.
 */
final class SingleFlight<K, V> {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final ConcurrentMap<K, Flight<V>> flights = new ConcurrentHashMap<>();
  private final Duration waitTimeout;
  private final int mostWaiting;
  private final LongSupplier nanoTime;

  /** What the leader does, in one thread at a time. */
  interface Work<V> {

    /**
     * Tries.
     *
     * @param seal to be run before the result is handed to the store
     * @return empty if another process is at it
     */
    Optional<Landing<V>> attempt(Runnable seal);

    /** The time until the next attempt. */
    Duration pause();

    /** Another caller has come to wait for this work. */
    default void joined() {}

    /**
     * The caller waited for another one in this process.
     *
     * @param took how long
     */
    default void waited(Duration took) {}

    /**
     * The value as it is given to a caller who waited for another one.
     *
     * @param value what the other one's work made
     * @return the same, or marked as shared
     */
    default V shared(V value) {
      return value;
    }
  }

  /**
   * No flights yet.
   *
   * @param waitTimeout how long a caller waits for another one
   * @param mostWaiting for one flight
   */
  SingleFlight(Duration waitTimeout, int mostWaiting, LongSupplier nanoTime) {
    this.waitTimeout = waitTimeout;
    this.mostWaiting = mostWaiting;
    this.nanoTime = nanoTime;
  }

  /** Whether a caller is at it now. */
  boolean isUnderWay(K key) {
    return flights.containsKey(key);
  }

  /** Makes the value in the caller's thread, or waits for another caller who does. */
  V run(K key, Work<V> work) {
    long ends = nanoTime.getAsLong() + waitTimeout.toNanos();
    boolean nextIsYounger = false;
    while (true) {
      Flight<V> mine = new Flight<>(work::joined);
      Flight<V> other = flights.putIfAbsent(key, mine);
      if (other == null) {
        Landing<V> landing = lead(mine, work);
        land(key, mine, landing);
        return landing.get();
      }
      Landing<V> landing;
      Boarding boarding = boarded(other);
      long begun = nanoTime.getAsLong();
      try {
        landing = other.await(ends - begun);
      } finally {
        leave(key, other);
        work.waited(Duration.ofNanos(nanoTime.getAsLong() - begun));
      }
      boolean good = nextIsYounger || (boarding == Boarding.EARLY && landing.shared());
      if (good && !landing.abandoned()) {
        return work.shared(landing.get());
      }
      nextIsYounger = true;
    }
  }

  /**
   * Has the value made on an executor, or waits for another caller who does.
   *
   * @return the value; when the caller completes it, that caller no longer waits
   */
  CompletableFuture<V> runAsync(K key, Work<V> work, Executor executor) {
    CompletableFuture<V> result = new CompletableFuture<>();
    long ends = nanoTime.getAsLong() + waitTimeout.toNanos();
    board(new Passenger<>(key, work, executor, result, ends), false);
    return result;
  }

  /** A caller who holds a future. */
  private record Passenger<K, V>(
      K key, Work<V> work, Executor executor, CompletableFuture<V> result, long ends) {}

  private void board(Passenger<K, V> passenger, boolean nextIsYounger) {
    Flight<V> mine = new Flight<>(passenger.work::joined);
    Flight<V> other = flights.putIfAbsent(passenger.key, mine);
    Flight<V> flight = other == null ? mine : other;
    boolean leads = other == null;
    boolean younger = nextIsYounger || leads;
    boolean early;
    try {
      early = !leads && boarded(flight) == Boarding.EARLY;
    } catch (ImageResizeException full) {
      passenger.result.completeExceptionally(full);
      return;
    }
    onEnd(passenger.result, () -> leave(passenger.key, flight));
    if (!leads) {
      limitWaiting(passenger, flight);
      long begun = nanoTime.getAsLong();
      onEnd(
          flight.landed(),
          () -> passenger.work.waited(Duration.ofNanos(nanoTime.getAsLong() - begun)));
    }
    onEnd(
        flight.landed(),
        () -> {
          Landing<V> landing = flight.landed().join();
          boolean good = younger || (early && landing.shared());
          if (passenger.result.isDone()) {
            return;
          }
          if (leads) {
            complete(passenger.result, landing::get);
          } else if (good && !landing.abandoned()) {
            complete(passenger.result, () -> passenger.work.shared(landing.get()));
          } else {
            board(passenger, true);
          }
        });
    if (leads) {
      submit(passenger, flight);
    }
  }

  private void limitWaiting(Passenger<K, V> passenger, Flight<V> flight) {
    long left = passenger.ends - nanoTime.getAsLong();
    CompletableFuture<Void> timer = new CompletableFuture<>();
    onEnd(
        timer.completeOnTimeout(null, left, TimeUnit.NANOSECONDS),
        () -> {
          if (!flight.isOver()) {
            passenger.result.completeExceptionally(Flight.tooLate());
          }
        });
    onEnd(passenger.result, () -> timer.complete(null));
    onEnd(flight.landed(), () -> timer.complete(null));
  }

  /** Hands the next attempt to the executor. */
  private void submit(Passenger<K, V> leader, Flight<V> flight) {
    if (flight.isOver()) {
      return;
    }
    FutureTask<Void> task = new FutureTask<>(() -> attempt(leader, flight), null);
    flight.runs(task);
    try {
      leader.executor.execute(task);
    } catch (RejectedExecutionException full) {
      land(leader.key, flight, Landing.abandoned(InterruptibleTask.noRoom(full)));
    } catch (RuntimeException | Error failure) {
      land(leader.key, flight, Landing.abandoned(failure));
    }
  }

  private void attempt(Passenger<K, V> leader, Flight<V> flight) {
    Optional<Landing<V>> landing;
    try {
      landing = leader.work.attempt(flight::seal);
      if (landing.isEmpty()) {
        long pause = leader.work.pause().toNanos();
        CompletableFuture.delayedExecutor(pause, TimeUnit.NANOSECONDS, Runnable::run)
            .execute(() -> submit(leader, flight));
      }
    } catch (Throwable failure) {
      landing = Optional.of(Landing.failed(failure, true));
    }
    landing.ifPresent(how -> land(leader.key, flight, ofThisThread(how)));
  }

  private Landing<V> lead(Flight<V> flight, Work<V> work) {
    Landing<V> landing;
    try {
      Optional<Landing<V>> attempted = work.attempt(flight::seal);
      while (attempted.isEmpty()) {
        sleep(work.pause());
        attempted = work.attempt(flight::seal);
      }
      landing = attempted.get();
    } catch (Throwable failure) {
      landing = Landing.failed(failure, true);
    }
    return ofThisThread(landing);
  }

  private void land(K key, Flight<V> flight, Landing<V> landing) {
    flights.remove(key, flight);
    flight.land(landing);
  }

  private Boarding boarded(Flight<V> flight) {
    Boarding boarding = flight.join(mostWaiting);
    if (boarding == Boarding.FULL) {
      throw new ImageResizeException(
              Reason.OVERLOADED, "as many as may, " + mostWaiting + ", wait for the same image")
          .withRetryAfter(RETRY_AFTER);
    }
    return boarding;
  }

  /** Whoever comes next begins anew, without waiting until the work heeds the interrupt. */
  private void leave(K key, Flight<V> flight) {
    if (flight.leave() && !flight.isOver()) {
      land(key, flight, Landing.abandoned(Flight.tooLate()));
      flight.interrupt();
    }
  }

  /** Marks the failure of the leader's own thread, which says nothing about the image. */
  private static <V> Landing<V> ofThisThread(Landing<V> landing) {
    boolean verdict =
        landing.failure() == null
            || (landing.failure() instanceof ImageResizeException known
                && known.basis() != Basis.MOMENT);
    return !verdict && Thread.currentThread().isInterrupted() ? landing.handedOver() : landing;
  }

  private static <V> void complete(CompletableFuture<V> result, Supplier<V> outcome) {
    try {
      result.complete(outcome.get());
    } catch (Throwable failure) {
      result.completeExceptionally(failure);
    }
  }

  private static void onEnd(CompletableFuture<?> future, Runnable action) {
    var unused = future.whenComplete((value, failure) -> action.run());
  }

  private static void sleep(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ImageResizeException(
          Reason.TIMEOUT, "interrupted while another process makes the same image", interrupted);
    }
  }
}
