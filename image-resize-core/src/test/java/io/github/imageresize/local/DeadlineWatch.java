package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Shows that work keeps its deadline wherever that passes: a clock that stands still, counts the
 * looks at it, measures what is done between two of them, and jumps to the end of all time before
 * the look that it is told.
 */
public final class DeadlineWatch implements InstantSource {
  /** What passes unnoticed at most, of processor time, so that other programs don't count. */
  private static final Duration LONGEST_STRETCH = Duration.ofMillis(150);

  /** On a busy machine one of them may be interrupted, or run before its code is compiled. */
  private static final int MOST_MEASUREMENTS = 4;

  /** Fewer looks than this would show nothing. */
  private static final int LEAST_LOOKS = 20;

  /** Parts of the work before which the deadline passes. */
  private static final int PARTS = 3;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Thread worker = Thread.currentThread();
  private int looks;
  private int lastLook = Integer.MAX_VALUE;
  private long before;
  private long longest;

  private void restart(int last) {
    looks = 0;
    lastLook = last;
    longest = 0;
    before = threads.getCurrentThreadCpuTime();
  }

  /** Native work looks from a thread of its own, where the time of this one stands still. */
  @Override
  public Instant instant() {
    if (Thread.currentThread() == worker) {
      lookHere();
    }
    return Instant.EPOCH.plus(++looks > lastLook ? Duration.ofDays(1) : Duration.ZERO);
  }

  private void lookHere() {
    long now = threads.getCurrentThreadCpuTime();
    longest = Math.max(longest, now - before);
    before = now;
  }

  /**
   * Fails unless the work, whose deadline is an hour by this clock, looks at it often enough, and
   * ends with {@code TIMEOUT} soon after the deadline passed.
   *
   * @param work ends well, and can be done again and again
   */
  public void assertKept(Runnable work) {
    work.run(); // loads classes
    int measurements = 0;
    do {
      restart(Integer.MAX_VALUE);
      work.run();
      lookHere();
      measurements++;
    } while (longest >= LONGEST_STRETCH.toNanos() && measurements < MOST_MEASUREMENTS);
    int all = looks;
    assertThat(Duration.ofNanos(longest)).as("between two looks").isLessThan(LONGEST_STRETCH);
    assertThat(all).as("looks").isGreaterThan(LEAST_LOOKS);
    for (int part = 1; part < PARTS; part++) {
      restart(all * part / PARTS);
      assertThatThrownBy(work::run)
          .isInstanceOfSatisfying(
              ImageResizeException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT));
      assertThat(looks).as("nothing goes on").isLessThanOrEqualTo(lastLook + 3);
    }
  }
}
