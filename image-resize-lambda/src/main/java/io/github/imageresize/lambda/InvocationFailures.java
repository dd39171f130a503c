package io.github.imageresize.lambda;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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

  private static final List<String> STARTING_ERRORS =
      List.of(
          "Extension.",
          "Runtime.HandlerNotFound",
          "Runtime.ImportModuleError",
          "Runtime.Invalid",
          "Runtime.MalformedHandlerName",
          "Runtime.NoSuchHandler",
          "Runtime.UserCodeSyntaxError",
          "java.lang.ClassNotFoundException");

  private final String function;
  private final Advice advice;
  private final FunctionVitality vitality = new FunctionVitality();

  InvocationFailures(String functionName, Advice advice) {
    this.function = "the function " + functionName;
    this.advice = advice;
  }

  /** The function answered, be it with a failure that the contract has a reason for. */
  void answered() {
    vitality.answered();
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
      String text = "there is no such function, version or alias: " + function;
      advice.once("missing", text + ". Check functionName, qualifier, region and account");
      return new ImageResizeException(Reason.UNAVAILABLE, text, thrown);
    }
    if (thrown.statusCode() == 403) {
      advice.once(
          "denied",
          "calling "
              + function
              + " is denied: grant lambda:InvokeFunction on it, with the qualifier that is called,"
              + " as template.yaml's CallerPolicy does: "
              + thrown.getMessage());
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
   * Maps a response with status 200 whose {@code FunctionError} is set: the function threw, exited,
   * ran out of time or memory, or answered too much.
   *
   * @param source the original that it was to make an image of; null if it was asked for a version
   */
  ImageResizeException ofFunctionError(String kind, byte[] payload, @Nullable String source) {
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
    if (type.equals("Function.ResponseSizeTooLarge")) {
      vitality.answered();
      return new ImageResizeException(Reason.RESULT_TOO_LARGE, text);
    }
    boolean timedOut = type.equals("Sandbox.Timedout") || message.contains("Task timed out after");
    ImageResizeException death =
        new ImageResizeException(timedOut ? Reason.TIMEOUT : Reason.UNAVAILABLE, text);
    if (source == null || neverStarted(type)) {
      advice.once("start " + type, text);
      return death;
    }
    if (vitality.diedOf(source)) {
      return death.withBasis(Basis.ORIGINAL);
    }
    advice.once(
        "vitality", function + " dies of every original, so it is taken for broken: " + text);
    return death;
  }

  /** What Lambda's runtimes report of a function whose code or settings are wrong. */
  private static boolean neverStarted(String type) {
    return STARTING_ERRORS.stream().anyMatch(type::startsWith);
  }

  private static String quoted(String text) {
    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "...";
  }
}
