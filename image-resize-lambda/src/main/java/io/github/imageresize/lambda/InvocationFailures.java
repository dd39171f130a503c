package io.github.imageresize.lambda;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.Ec2ThrottledException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.SnapStartNotReadyException;
import software.amazon.awssdk.services.lambda.model.SnapStartTimeoutException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** What it means when Lambda does not bring the function's answer. */
final class InvocationFailures {
  private static final int MAX_QUOTED = 500;
  private static final Duration SNAPSHOT_DELAY = Duration.ofSeconds(10);

  private final String function;

  InvocationFailures(String functionName) {
    this.function = "the function " + functionName;
  }

  /** Maps what the client throws in place of a response. */
  ImageResizeException map(SdkException thrown) {
    if (thrown instanceof TooManyRequestsException throttled) {
      return throttled(throttled);
    }
    if (thrown instanceof SdkClientException client) {
      return ClientFailures.map("calling " + function, client);
    }
    if (thrown instanceof LambdaException answer) {
      return ofAnswer(answer);
    }
    return new ImageResizeException(
        Reason.UNAVAILABLE, "calling " + function + " failed: " + thrown.getMessage(), thrown);
  }

  private ImageResizeException throttled(TooManyRequestsException thrown) {
    ImageResizeException failure =
        new ImageResizeException(
            Reason.OVERLOADED, function + " is throttled: " + thrown.reasonAsString(), thrown);
    Duration delay = seconds(thrown.retryAfterSeconds());
    return delay == null ? failure : failure.withRetryAfter(delay);
  }

  private static @Nullable Duration seconds(@Nullable String text) {
    return text != null && text.matches("[1-9][0-9]{0,5}")
        ? Duration.ofSeconds(Long.parseLong(text))
        : null;
  }

  private ImageResizeException ofAnswer(LambdaException thrown) {
    if (thrown.statusCode() == 429 || thrown instanceof Ec2ThrottledException) {
      return new ImageResizeException(Reason.OVERLOADED, function + " is throttled", thrown);
    }
    if (thrown instanceof SnapStartNotReadyException) {
      return new ImageResizeException(
              Reason.UNAVAILABLE, function + " is not ready: its snapshot is being made", thrown)
          .withRetryAfter(SNAPSHOT_DELAY);
    }
    if (thrown instanceof SnapStartTimeoutException) {
      return new ImageResizeException(
          Reason.TIMEOUT, function + " was not restored from its snapshot in time", thrown);
    }
    if (thrown instanceof ResourceNotFoundException) {
      return new ImageResizeException(
          Reason.UNAVAILABLE, "there is no such function, version or alias: " + function, thrown);
    }
    return new ImageResizeException(
        Reason.UNAVAILABLE,
        "calling "
            + function
            + " failed with status "
            + thrown.statusCode()
            + ": "
            + thrown.getMessage(),
        thrown);
  }

  /**
   * Maps a response with status 200 whose {@code FunctionError} is set: the function threw, ran out
   * of time or memory, or answered too much.
   */
  ImageResizeException ofFunctionError(String kind, byte[] payload) {
    String type = "";
    String message = "";
    try {
      Map<String, Object> error = JsonMessage.object(payload);
      type = String.valueOf(error.getOrDefault("errorType", ""));
      message = String.valueOf(error.getOrDefault("errorMessage", ""));
    } catch (JsonMessage.NoObjectException other) {
      message = new String(payload, StandardCharsets.UTF_8);
    }
    String text = function + " failed (" + kind + "): " + type + ": " + quoted(message);
    return new ImageResizeException(reason(type, message), text);
  }

  private static Reason reason(String type, String message) {
    if (type.equals("Function.ResponseSizeTooLarge")) {
      return Reason.RESULT_TOO_LARGE;
    }
    boolean timedOut = type.equals("Sandbox.Timedout") || message.contains("Task timed out after");
    return timedOut ? Reason.TIMEOUT : Reason.UNAVAILABLE;
  }

  private static String quoted(String text) {
    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "...";
  }
}
