package io.github.imageresize.lambda;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the errors of Amazon S3 mean to a caller who wants an image. */
final class S3Failures {
  private S3Failures() {}

  /**
   * Maps whatever an S3 client throws.
   *
   * @param call what was being done, such as {@code reading s3://photos/a.jpg}
   */
  static ImageResizeException map(String call, SdkException thrown) {
    ImageResizeException own = ClientFailures.causeOf(thrown, ImageResizeException.class);
    if (own != null) {
      return own;
    }
    if (thrown instanceof S3Exception answer) {
      return ofAnswer(call, answer);
    }
    if (thrown instanceof SdkClientException client) {
      return ClientFailures.map(call, client);
    }
    return new ImageResizeException(
        Reason.UNAVAILABLE, call + " failed: " + thrown.getMessage(), thrown);
  }

  private static ImageResizeException ofAnswer(String call, S3Exception answer) {
    String code = code(answer);
    int status = answer.statusCode();
    if (status == 404 && !code.equals("NoSuchBucket")) {
      return new ImageResizeException(
          Reason.SOURCE_NOT_FOUND, call + ": there is no such object", answer);
    }
    if (answer.isThrottlingException() || status == 429 || code.equals("SlowDown")) {
      return new ImageResizeException(Reason.OVERLOADED, call + " is throttled: " + code, answer);
    }
    if (code.equals("RequestTimeout")) {
      return new ImageResizeException(Reason.TIMEOUT, call + " took too long", answer);
    }
    return new ImageResizeException(
        Reason.UNAVAILABLE,
        call + " failed with status " + status + " " + code + advice(status, code),
        answer);
  }

  private static String code(S3Exception answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static String advice(int status, String code) {
    if (code.equals("NoSuchBucket")) {
      return ": there is no such bucket";
    }
    if (code.equals("InvalidObjectState")) {
      return ": the object is archived and must be restored first";
    }
    if (status == 403) {
      return ": s3:GetObject is not granted, or the object is missing and s3:ListBucket, which "
          + "makes S3 say so, is not granted";
    }
    if (status == 301 || status == 307 || status == 400) {
      return ": the client's region or endpoint may not be the bucket's";
    }
    return "";
  }
}
