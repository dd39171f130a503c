package io.github.imageresize.local;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeLimits;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What fuzzing runs on each input: an original in any format ends in an image or in a reason that
 * is the original's fault. A failure that the service did not expect has another reason.
 */
public final class ResizeFuzzTarget {
  private static final Set<Reason> REASONS =
      EnumSet.of(Reason.CORRUPT_IMAGE, Reason.UNSUPPORTED_IMAGE, Reason.SOURCE_TOO_LARGE);

  private static final LocalResizeService SERVICE =
      LocalResizeService.builder()
          .limits(
              ResizeLimits.builder()
                  .sourcePixels(100_000)
                  .deadline(Duration.ofMinutes(1))
                  .queueTimeout(Duration.ofMinutes(1))
                  .build())
          .build();

  private static final List<ImageRequest> REQUESTS =
      List.of(
          ImageRequest.builder("fuzzed").width(8).height(8).format(ImageFormat.JPEG).build(),
          ImageRequest.builder("fuzzed")
              .width(30)
              .height(20)
              .fit(Fit.COVER)
              .enlarge(true)
              .format(ImageFormat.PNG)
              .build());

  private ResizeFuzzTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    for (ImageRequest request : REQUESTS) {
      try {
        SERVICE.resize(input, request);
      } catch (ImageResizeException e) {
        if (!REASONS.contains(e.reason())) {
          throw e;
        }
      }
    }
  }
}
