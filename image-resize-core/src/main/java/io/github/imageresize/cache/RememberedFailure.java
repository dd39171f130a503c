package io.github.imageresize.cache;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;

/**
 * What is kept of a failure: the words, not the stack trace and the causes, which would hold on to
 * the thread and the objects of the caller that met it first.
 */
record RememberedFailure(Reason reason, Basis basis, String message, String publicMessage) {
  private static final int MAX_MESSAGE_LENGTH = 1000;

  static RememberedFailure of(ImageResizeException failure) {
    return new RememberedFailure(
        failure.reason(),
        failure.basis(),
        shortened(String.valueOf(failure.getMessage())),
        shortened(failure.publicMessage()));
  }

  ImageResizeException toException() {
    ImageResizeException general = new ImageResizeException(reason, message).withBasis(basis);
    return general.publicMessage().equals(publicMessage)
        ? general
        : general.withPublicMessage(publicMessage);
  }

  private static String shortened(String message) {
    return message.length() > MAX_MESSAGE_LENGTH
        ? message.substring(0, MAX_MESSAGE_LENGTH)
        : message;
  }
}
