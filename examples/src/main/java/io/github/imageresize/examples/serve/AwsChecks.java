package io.github.imageresize.examples.serve;

import io.github.imageresize.cache.LargeImageStore;
import io.github.imageresize.lambda.InvocationTimeLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Looks at a bucket and at a function. */
final class AwsChecks {
  private static final Set<String> BAD_CREDENTIALS =
      Set.of("ExpiredToken", "InvalidAccessKeyId", "InvalidToken", "SignatureDoesNotMatch");

  private final Diagnosis diagnosis;

  AwsChecks(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
  }

  /** Whether the bucket is there, is in the client's region, and may be listed under the prefix. */
  void bucket(S3Client s3, String bucket, String prefix) {
    try {
      s3.listObjectsV2(request -> request.bucket(bucket).prefix(prefix).maxKeys(1));
      diagnosis.good("S3", "the bucket " + bucket + " can be listed");
    } catch (S3Exception failure) {
      diagnosis.bad("S3", bucket + ": " + failure.statusCode() + ", " + cure(failure, prefix));
    } catch (SdkException failure) {
      unusable("S3", failure);
    }
  }

  private static String cure(S3Exception failure, String prefix) {
    String code = code(failure);
    if (code.equals("AuthorizationHeaderMalformed") || failure.statusCode() == 301) {
      return "it is in another region: --region " + region(failure).orElse("REGION");
    }
    if (failure.statusCode() == 403 && BAD_CREDENTIALS.contains(code)) {
      return "the credentials are not accepted: "
          + code
          + "; look at AWS_ACCESS_KEY_ID and its like";
    }
    return switch (failure.statusCode()) {
      case 403 ->
          "the credentials may not list it under '"
              + prefix
              + "': s3:ListBucket, without which a missing original can't be told from a"
              + " forbidden one";
      case 404 -> "there is no such bucket";
      default -> String.valueOf(failure.getMessage());
    };
  }

  private static String code(S3Exception failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /** The bucket's region, which S3 tells those who look for it elsewhere. */
  private static Optional<String> region(S3Exception failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    return details == null || details.sdkHttpResponse() == null
        ? Optional.empty()
        : details.sdkHttpResponse().firstMatchingHeader("x-amz-bucket-region");
  }

  /** Whether large results can be written and read. */
  void largeResults(LargeImageStore store) {
    String name = "doctor";
    store.write(name, ByteBuffer.allocate(1));
    if (store.read(name, 1).isPresent()) {
      diagnosis.good("S3", "large results can be written and read");
    } else {
      diagnosis.bad("S3", "a large result that was written is not there");
    }
  }

  /** Whether the function is there and ends before the client stops waiting. */
  void function(LambdaClient lambda, String function, @Nullable String qualifier) {
    try {
      Integer seconds =
          lambda
              .getFunctionConfiguration(
                  request -> request.functionName(function).qualifier(qualifier))
              .timeout();
      Duration ends = Duration.ofSeconds(seconds == null ? 3 : seconds);
      Duration waits = InvocationTimeLimits.DEFAULTS.socket();
      if (ends.compareTo(waits) >= 0) {
        diagnosis.bad(
            "Lambda",
            "the function may run for "
                + ends.toSeconds()
                + " s, but the client waits for "
                + waits.toSeconds()
                + " s: lower the function's Timeout");
      } else {
        diagnosis.good("Lambda", function + " ends after " + ends.toSeconds() + " s at most");
      }
    } catch (LambdaException failure) {
      if (failure.statusCode() == 403) {
        diagnosis.doubtful(
            "Lambda",
            function
                + ": 403, its time limit can't be seen without lambda:GetFunctionConfiguration,"
                + " which 'doctor' alone needs");
        return;
      }
      boolean missing = failure.statusCode() == 404;
      String cure =
          missing ? "there is no such function or alias in this region" : failure.getMessage();
      diagnosis.bad("Lambda", function + ": " + failure.statusCode() + ", " + cure);
    } catch (SdkException failure) {
      unusable("Lambda", failure);
    }
  }

  /** A client that can't even be made or that gets no answer. */
  void unusable(String service, RuntimeException failure) {
    diagnosis.bad(service, String.valueOf(failure.getMessage()));
  }
}
