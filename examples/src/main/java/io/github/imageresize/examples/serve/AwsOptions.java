package io.github.imageresize.examples.serve;

import io.github.imageresize.lambda.InvocationTimeLimits;
import io.github.imageresize.lambda.LambdaResizeService;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The options that put originals on S3 and the work on Lambda. */
final class AwsOptions {
  @Option(
      names = "--s3-bucket",
      paramLabel = "BUCKET",
      description = "Bucket of the originals, instead of --images.")
  private @Nullable String bucket;

  @Option(
      names = "--s3-prefix",
      paramLabel = "PREFIX",
      description = "Put before each path, such as originals/.")
  private String prefix = "";

  @Option(
      names = "--s3-endpoint",
      paramLabel = "URL",
      description = "Another S3 server than AWS's own.")
  private @Nullable URI s3Endpoint;

  @Option(
      names = "--lambda-function",
      paramLabel = "NAME",
      description = "Function that makes the images; this process steps in where it can't.")
  private @Nullable String function;

  @Option(
      names = "--lambda-endpoint",
      paramLabel = "URL",
      description = "Another endpoint than AWS's own.")
  private @Nullable URI lambdaEndpoint;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "AWS region. Default: as the environment or the profile says.")
  private @Nullable String region;

  /** The bucket, if there is one. */
  @Nullable String bucket() {
    return bucket;
  }

  /** The function, if there is one. */
  @Nullable String function() {
    return function;
  }

  /** A new client of S3. */
  S3Client s3() {
    // Servers other than AWS's seldom have a host name for each bucket.
    return at(S3Client.builder().forcePathStyle(s3Endpoint != null), s3Endpoint).build();
  }

  /** The pictures in the bucket. */
  Pictures pictures(S3Client s3, String name) {
    return new BucketPictures(s3, name, prefix);
  }

  /** A new client of Lambda that keeps the order of time limits that calls need. */
  LambdaClient lambda() {
    InvocationTimeLimits limits = InvocationTimeLimits.DEFAULTS;
    return at(
            LambdaClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(limits.socket()))
                .overrideConfiguration(limits.clientConfiguration()),
            lambdaEndpoint)
        .build();
  }

  /** The engine that the function is. */
  static LambdaResizeService engine(LambdaClient lambda, String function) {
    return LambdaResizeService.builder(lambda, function).build();
  }

  private <B extends AwsClientBuilder<B, C>, C> B at(B client, @Nullable URI endpoint) {
    if (region != null) {
      client.region(Region.of(region));
    }
    return endpoint == null ? client : client.endpointOverride(endpoint);
  }
}
