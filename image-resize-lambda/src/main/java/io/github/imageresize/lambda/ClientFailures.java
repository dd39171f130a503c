package io.github.imageresize.lambda;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What it means when an AWS client gives up without an answer from the service. */
final class ClientFailures {
  private ClientFailures() {}

  /**
   * Maps an exception of the client's own.
   *
   * @param call what was being done, such as {@code reading s3://photos/a.jpg}
   */
  static ImageResizeException map(String call, SdkClientException thrown) {
    if (thrown instanceof AbortedException) {
      Thread.currentThread().interrupt();
      return new ImageResizeException(Reason.TIMEOUT, call + " was interrupted", thrown);
    }
    if (isTimeout(thrown)) {
      return new ImageResizeException(
          Reason.TIMEOUT, call + " took too long: " + thrown.getMessage(), thrown);
    }
    return new ImageResizeException(
        Reason.UNAVAILABLE, call + " failed: " + thrown.getMessage(), thrown);
  }

  static boolean isTimeout(Throwable thrown) {
    return thrown instanceof ApiCallTimeoutException
        || thrown instanceof ApiCallAttemptTimeoutException
        || causeOf(thrown, SocketTimeoutException.class) != null;
  }

  /** The exception itself or the first of its causes that is of a type. */
  static <T extends Throwable> @Nullable T causeOf(Throwable thrown, Class<T> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
