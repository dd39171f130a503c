package io.github.imageresize.source;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * What fuzzing runs on each input: a response of an origin ends in a body within the limit, or in a
 * failure that names the origin's fault.
 */
public final class HttpResponseFuzzTarget {
  private static final int MOST = 1000;

  private HttpResponseFuzzTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(input);
      HttpResponseHead head = HttpResponseHead.read(in);
      if (head.status() < 200 || head.status() > 599) {
        throw new IllegalStateException("status " + head.status());
      }
      head.version();
      byte[] body = HttpResponseBody.read(head, in, "fuzzed", ReadAllowance.ofBytes(MOST));
      if (body.length > MOST || body.length > input.length) {
        throw new IllegalStateException("a body of " + body.length + " bytes");
      }
    } catch (IOException theOriginsFault) {
      // The connection is closed and the failure told.
    } catch (ImageResizeException tooLarge) {
      if (tooLarge.reason() != Reason.SOURCE_TOO_LARGE) {
        throw tooLarge;
      }
    }
  }
}
