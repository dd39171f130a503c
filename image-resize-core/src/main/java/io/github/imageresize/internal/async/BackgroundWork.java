package io.github.imageresize.internal.async;

import org.jspecify.annotations.Nullable;

/**
 * Work that nobody waits for: who shares out places lets those in first for whom somebody does. The
 * thread that does the work carries it along. Once somebody has come to wait it is work as any
 * other.
 *
 * <p>Thread-safe.
 */
public final class BackgroundWork {
  private static final ThreadLocal<BackgroundWork> OF_THREAD = new ThreadLocal<>();

  private boolean awaited;
  private @Nullable Runnable onAwaited;

  /** What this thread does; null if somebody waits for it. */
  public static @Nullable BackgroundWork current() {
    BackgroundWork work = OF_THREAD.get();
    return work == null || work.isAwaited() ? null : work;
  }

  /**
   * Does the work in this thread.
   *
   * @param work all that nobody waits for
   */
  public void run(Runnable work) {
    OF_THREAD.set(this);
    try {
      work.run();
    } finally {
      OF_THREAD.remove();
    }
  }

  /** Somebody has come to wait. */
  public void await() {
    Runnable told;
    synchronized (this) {
      awaited = true;
      told = onAwaited;
      onAwaited = null;
    }
    if (told != null) {
      told.run();
    }
  }

  /**
   * Names who is to be told when somebody comes to wait, in the place of whoever was.
   *
   * @param told is run at most once, and never if somebody waits already; null for nobody
   * @return false if somebody waits already
   */
  public synchronized boolean onAwaited(@Nullable Runnable told) {
    onAwaited = awaited ? null : told;
    return !awaited;
  }

  private synchronized boolean isAwaited() {
    return awaited;
  }
}
