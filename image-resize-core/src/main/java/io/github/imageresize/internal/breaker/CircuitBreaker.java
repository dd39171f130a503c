package io.github.imageresize.internal.breaker;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Decides whether what failed may be asked again: a store, an engine. After several failures in a
 * row it may not for a while; then one caller tries, and only its success lets the others back in.
 *
 * <p>Thread-safe.
 */
public final class CircuitBreaker {
  /** How many failures in a row open the breaker. */
  public static final int FAILURES_TO_OPEN = 5;

  /** How long nobody asks, and then between one try and the next. */
  public static final Duration PAUSE = Duration.ofSeconds(5);

  private final LongSupplier nanoTime;
  private final AtomicReference<State> state = new AtomicReference<>(State.CLOSED);

  /**
   * Everything that changes, at once.
   *
   * @param failures in a row
   * @param openUntil when one caller may try, in nanoseconds; of no meaning while it is closed
   */
  private record State(int failures, long openUntil) {
    private static final State CLOSED = new State(0, 0);

    private State failedOnceMore(long until) {
      return new State(Math.min(failures + 1, FAILURES_TO_OPEN), until);
    }

    private boolean isOpen() {
      return failures >= FAILURES_TO_OPEN;
    }
  }

  /**
   * A closed breaker.
   *
   * @param nanoTime monotonic time, as {@link System#nanoTime()}, by which pauses end
   */
  public CircuitBreaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Whether the caller may ask; a caller that may says how it went.
   *
   * @return false while the breaker is open, but to the one caller that tries
   */
  public boolean allows() {
    State seen = present();
    return !seen.isOpen() || isProbe(seen);
  }

  /**
   * The caller that probes claims the next pause, so that a probe that hangs is followed by one. Of
   * those who saw the same end of a pause one claims it; another one's success or failure meanwhile
   * leaves it to the next who asks.
   */
  private boolean isProbe(State seen) {
    long now = nanoTime.getAsLong();
    return seen.openUntil() - now <= 0
        && state.compareAndSet(seen, new State(seen.failures(), now + PAUSE.toNanos()));
  }

  /**
   * Whether everybody may ask.
   *
   * @return false while the breaker is open, to the one caller that tries too
   */
  public boolean isClosed() {
    return !present().isOpen();
  }

  /**
   * Says that what was asked works.
   *
   * @return whether that closed the breaker
   */
  public boolean succeeded() {
    return present().failures() != 0
        && Objects.requireNonNull(state.getAndSet(State.CLOSED)).isOpen();
  }

  /**
   * Says that what was asked does not work.
   *
   * @return whether that opened the breaker
   */
  public boolean failed() {
    long until = nanoTime.getAsLong() + PAUSE.toNanos();
    State before = present();
    while (!state.compareAndSet(before, before.failedOnceMore(until))) {
      before = present();
    }
    return before.failures() == FAILURES_TO_OPEN - 1;
  }

  private State present() {
    return Objects.requireNonNull(state.get());
  }
}
