package io.github.imageresize.http;

import io.github.imageresize.ImageResizeException.Reason;

/** The HTTP status that tells a client of a failure. */
final class FailureStatus {
  private FailureStatus() {}

  static int of(Reason reason) {
    return switch (reason) {
      case INVALID_REQUEST -> 400;
      case FORBIDDEN -> 403;
      case SOURCE_NOT_FOUND -> 404;
      case SOURCE_TOO_LARGE, RESULT_TOO_LARGE -> 413;
      case UNSUPPORTED_IMAGE -> 415;
      case CORRUPT_IMAGE -> 422;
      case UNAVAILABLE -> 502;
      case OVERLOADED -> 503;
      case TIMEOUT -> 504;
    };
  }
}
