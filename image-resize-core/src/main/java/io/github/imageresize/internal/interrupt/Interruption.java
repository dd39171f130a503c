package io.github.imageresize.internal.interrupt;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/** Tells what an interrupt broke off from what failed. */
public final class Interruption {
  private Interruption() {}

  /**
   * Whether the thread is interrupted, or was when the failure arose: waiting ends by an interrupt,
   * and on a virtual thread reading from a socket does. The thread is interrupted afterwards,
   * though whoever waited may have cleared its interrupt status.
   *
   * @param failure what was thrown, with its causes
   * @return false if something else failed
   */
  public static boolean caused(Exception failure) {
    if (Thread.currentThread().isInterrupted()) {
      return true;
    }
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      boolean interrupted =
          cause instanceof InterruptedException
              || cause instanceof ClosedByInterruptException
              || (cause instanceof InterruptedIOException
                  && !(cause instanceof SocketTimeoutException));
      if (interrupted) {
        Thread.currentThread().interrupt();
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
