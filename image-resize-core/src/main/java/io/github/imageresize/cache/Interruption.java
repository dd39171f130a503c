package io.github.imageresize.cache;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import org.jspecify.annotations.Nullable;

/** Tells what an interrupt broke off from what failed. */
final class Interruption {
  private Interruption() {}

  /**
   * Whether the thread is interrupted, or was when the failure arose. It is afterwards, though
   * whoever waited may have cleared its interrupt status.
   */
  static boolean caused(Exception failure) {
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
