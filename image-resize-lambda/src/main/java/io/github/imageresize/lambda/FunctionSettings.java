package io.github.imageresize.lambda;

import io.github.imageresize.ResizeLimits;
import io.github.imageresize.internal.argument.Require;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the function's environment says. A setting that is wrong stops the function when it starts,
 * with a message that names it.
 *
 * @param imageBucket where originals are
 * @param imagePrefix put before each path
 * @param resultBucket where images above the limit of a message are left; null if nowhere
 * @param resultPrefix what their keys begin with
 * @param pathStyle whether the bucket goes into the path of S3's URLs, as most stand-ins for S3
 *     need it, rather than into the host
 * @param limits the bounds within which images are made
 */
record FunctionSettings(
    String imageBucket,
    String imagePrefix,
    @Nullable String resultBucket,
    String resultPrefix,
    boolean pathStyle,
    ResizeLimits limits) {

  private static final long DEADLINE_MILLIS = 18_000;

  static FunctionSettings of(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    String bucket = variables.text("IMAGE_BUCKET", "");
    Require.that(
        !bucket.isEmpty(),
        "IMAGE_BUCKET",
        "be the name of the bucket that holds the originals",
        "not set");
    String results = variables.text("RESULT_BUCKET", "");
    ResizeLimits defaults = ResizeLimits.DEFAULTS;
    return new FunctionSettings(
        bucket,
        variables.text("IMAGE_PREFIX", ""),
        results.isEmpty() ? null : results,
        variables.text("RESULT_PREFIX", ""),
        Boolean.parseBoolean(variables.text("S3_PATH_STYLE", "false")),
        ResizeLimits.builder()
            .sourceBytes(variables.number("MAX_SOURCE_BYTES", defaults.sourceBytes()))
            .sourcePixels(variables.number("MAX_SOURCE_PIXELS", defaults.sourcePixels()))
            .outputSide(Math.toIntExact(variables.number("MAX_OUTPUT_SIDE", defaults.outputSide())))
            .deadline(Duration.ofMillis(variables.number("DEADLINE_MILLIS", DEADLINE_MILLIS)))
            .build());
  }

  private record Variables(Map<String, String> environment) {
    String text(String name, String absent) {
      return environment.getOrDefault(name, absent);
    }

    long number(String name, long absent) {
      String text = environment.get(name);
      if (text == null || text.isEmpty()) {
        return absent;
      }
      Require.that(
          text.matches("[1-9][0-9]{0,8}"), name, "be a whole number from 1 to 999999999", text);
      return Long.parseLong(text);
    }
  }
}
