package io.github.imageresize;

import io.github.imageresize.ImageResizeException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The moment by which an image has to be made. It is handed down to everything that works for a
 * request, sources and codecs among them, which {@link #check} it wherever much is done at a
 * stretch.
 *
 * <p>An interrupt of the working thread counts as its end too: that is how work stops for which
 * nobody waits any more.
 *
 * <p>Immutable and thread-safe.
 */
public final class Deadline {
  /** Never passes by itself; interrupts still end the work. */
  public static final Deadline NONE = new Deadline(null, Duration.ofDays(36_500), Instant.MAX);

  private final @Nullable InstantSource clock;
  private final Duration allowed;
  private final Instant end;

  /** The same in nanoseconds of a monotonic clock, for no other. */
  private final long endNanos;

  private Deadline(@Nullable InstantSource clock, Duration allowed, Instant end) {
    this.clock = clock;
    this.allowed = allowed;
    this.end = end;
    endNanos = clock instanceof MonotonicClock ? Duration.between(Instant.EPOCH, end).toNanos() : 0;
  }

  /**
   * A clock for deadlines that goes by time which passes, so that setting the system's clock
   * neither ends work early nor lets it go on.
   *
   * @param nanoTime monotonic nanoseconds, as {@link System#nanoTime()}
   * @return a clock that counts from 1970 on, as of this call
   */
  public static InstantSource monotonic(LongSupplier nanoTime) {
    return new MonotonicClock(nanoTime, nanoTime.getAsLong());
  }

  /** Tells nanoseconds as well, since thousands of instants for an image would be garbage. */
  private record MonotonicClock(LongSupplier nanoTime, long begun) implements InstantSource {
    long nanos() {
      return nanoTime.getAsLong() - begun;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH.plusNanos(nanos());
    }
  }

  /**
   * A deadline that begins now.
   *
   * @param allowed the time from now, positive; more than a century counts as one
   * @param clock tells what now is; a {@linkplain #monotonic monotonic} one, as a rule
   * @return the deadline
   */
  public static Deadline after(Duration allowed, InstantSource clock) {
    Duration bounded = allowed.compareTo(NONE.allowed) < 0 ? allowed : NONE.allowed;
    return new Deadline(
        Objects.requireNonNull(clock, "clock"), bounded, clock.instant().plus(bounded));
  }

  /**
   * What is left.
   *
   * @return the time; zero or negative when it is over
   */
  public Duration remaining() {
    return clock == null ? allowed : Duration.between(clock.instant(), end);
  }

  /**
   * Whether the time is over.
   *
   * @return true from the end on
   */
  public boolean hasPassed() {
    if (clock instanceof MonotonicClock monotonic) {
      return monotonic.nanos() >= endNanos;
    }
    return clock != null && !clock.instant().isBefore(end);
  }

  /**
   * Goes on only if there is time. Cheap enough for each row of an image.
   *
   * @throws ImageResizeException with {@code TIMEOUT} if the time is over, or the thread was
   *     interrupted, whose flag stays set
   */
  public void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
    if (hasPassed()) {
      throw exceeded();
    }
  }

  /**
   * What {@link #check} throws when the time is over.
   *
   * @return a new exception with {@code TIMEOUT}
   */
  public ImageResizeException exceeded() {
    return new ImageResizeException(
        Reason.TIMEOUT, "The image was not made within " + allowed.toMillis() + " ms");
  }

  /**
   * What {@link #check} throws when the thread was interrupted.
   *
   * @return a new exception with {@code TIMEOUT}
   */
  public static ImageResizeException interrupted() {
    return new ImageResizeException(
        Reason.TIMEOUT, "The thread was interrupted while the image was being made");
  }

  @Override
  public String toString() {
    return clock == null ? "Deadline[none]" : "Deadline[" + allowed.toMillis() + " ms]";
  }
}
