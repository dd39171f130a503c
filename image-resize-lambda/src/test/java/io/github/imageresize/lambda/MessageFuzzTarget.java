package io.github.imageresize.lambda;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What fuzzing runs on each input, as every kind of message that comes from outside: one to the
 * function, one from it, an event of a bucket, and an image whose header is looked at.
 */
public final class MessageFuzzTarget {
  private static final S3EventNotifications NOTIFICATIONS =
      new S3EventNotifications("photos", "originals/");

  private MessageFuzzTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    try {
      Invocation.read(new ByteArrayInputStream(input));
    } catch (ImageResizeException refused) {
      require(refused, Reason.INVALID_REQUEST, Reason.UNAVAILABLE);
    }
    try {
      Answer.read(input, 1);
    } catch (ImageResizeException refused) {
      require(refused, Reason.UNAVAILABLE, Reason.UNAVAILABLE);
    }
    try {
      NOTIFICATIONS.sources(new String(input, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException noEvent) {
      // As it says.
    }
    EncodedImageHeader.read(input);
  }

  private static void require(ImageResizeException refused, Reason one, Reason other) {
    if (refused.reason() != one && refused.reason() != other) {
      throw refused;
    }
  }
}
