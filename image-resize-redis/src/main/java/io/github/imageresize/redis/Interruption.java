package io.github.imageresize.redis;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

/** Tells failures that the caller's own thread caused from those of a server. */
final class Interruption {
  private Interruption() {}

  /**
   * Whether an interrupt broke an operation off: a wait for a pooled connection ends by it, and on
   * a virtual thread reading does. The thread is interrupted afterwards, though who waited for the
   * connection may have cleared that.
   */
  static boolean caused(Throwable failure) {
    boolean interrupted = Thread.currentThread().isInterrupted();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException
          || (cause instanceof InterruptedIOException
              && !(cause instanceof SocketTimeoutException))) {
        Thread.currentThread().interrupt();
        return true;
      }
    }
    return interrupted;
  }
}
