package io.github.imageresize.cache;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
 * <p>Thread-safe.
 */
final class SingleFlight<K, V> {
  private final ConcurrentMap<K, Flight<V>> flights = new ConcurrentHashMap<>();

  /** What the leader does. */
  interface Work<V> {

    /**
     * Works.
     *
     * @param seal to be run before the result is handed to the store
     */
    Landing<V> run(Runnable seal);
  }

  /**
   * How a flight ended.
   *
   * @param value null if it failed
   * @param failure null if it did not
   * @param shared whether the result is good for all who joined before the seal
   * @param abandoned whether another caller should try again
   */
  record Landing<V>(
      @Nullable V value, @Nullable Throwable failure, boolean shared, boolean abandoned) {

    static <V> Landing<V> of(V value, boolean shared) {
      return new Landing<>(value, null, shared, false);
    }

    static <V> Landing<V> failed(Throwable failure, boolean shared) {
      return new Landing<>(null, failure, shared, false);
    }

    V get() {
      if (failure instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (failure instanceof Error error) {
        throw error;
      }
      if (value == null) {
        throw new IllegalStateException("a flight landed with neither a value nor a failure");
      }
      return value;
    }
  }

  /** Makes the value, or waits for another caller who does. */
  V run(K key, Duration patience, Work<V> work) {
    long begun = System.nanoTime();
    boolean nextIsYounger = false;
    while (true) {
      Flight<V> mine = new Flight<>();
      Flight<V> other = flights.putIfAbsent(key, mine);
      if (other == null) {
        return lead(key, mine, work).get();
      }
      boolean joined = other.join();
      Landing<V> landing = other.await(patience.toNanos() - (System.nanoTime() - begun));
      boolean good = nextIsYounger || (joined && landing.shared);
      if (good && !landing.abandoned) {
        return landing.get();
      }
      nextIsYounger = true;
    }
  }

  private Landing<V> lead(K key, Flight<V> flight, Work<V> work) {
    Landing<V> landing;
    try {
      landing = work.run(flight::seal);
    } catch (RuntimeException | Error failure) {
      landing = Landing.failed(failure, true);
    }
    if (isGivenUp(landing)) {
      landing = new Landing<>(null, landing.failure, false, true);
    }
    flights.remove(key, flight);
    flight.land(landing);
    return landing;
  }

  /** Whether it was the leader's own thread that failed and not the image. */
  private static boolean isGivenUp(Landing<?> landing) {
    boolean verdict =
        landing.failure == null
            || (landing.failure instanceof ImageResizeException known
                && known.basis() != Basis.MOMENT);
    return !verdict && Thread.currentThread().isInterrupted();
  }

  private static final class Flight<V> {
    private final CountDownLatch landed = new CountDownLatch(1);
    private boolean sealed;
    private volatile @Nullable Landing<V> landing;

    synchronized boolean join() {
      return !sealed;
    }

    synchronized void seal() {
      sealed = true;
    }

    void land(Landing<V> how) {
      landing = how;
      landed.countDown();
    }

    Landing<V> await(long nanos) {
      try {
        if (!landed.await(nanos, TimeUnit.NANOSECONDS)) {
          throw new ImageResizeException(
              Reason.TIMEOUT, "another caller who makes the same image did not end in time");
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new ImageResizeException(
            Reason.TIMEOUT, "interrupted while another caller makes the same image", interrupted);
      }
      Landing<V> how = landing;
      if (how == null) {
        throw new IllegalStateException("a flight landed without saying how");
      }
      return how;
    }
  }
}
