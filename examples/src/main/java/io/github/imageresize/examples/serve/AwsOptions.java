package io.github.imageresize.examples.serve;

import io.github.imageresize.lambda.InvocationTimeLimits;
import io.github.imageresize.lambda.LambdaResizeService;
import io.github.imageresize.lambda.S3EventNotifications;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
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
      names = "--lambda-qualifier",
      paramLabel = "NAME",
      description =
          "Alias or version of the function, such as live, which template.yaml publishes."
              + " Default: the unpublished version.")
  private @Nullable String qualifier;

  @Option(
      names = "--lambda-engine",
      paramLabel = "NAME",
      description =
          "Engine that the function names, such as sharp-1 for the example on Node; images of"
              + " another are kept for --provisional only. Default: that of the Java function.")
  private @Nullable String engine;

  @Option(
      names = "--results-bucket",
      paramLabel = "BUCKET",
      description =
          "Where the function leaves images above 4.5 MiB. Without it this process makes those.")
  private @Nullable String resultsBucket;

  @Option(
      names = "--results-prefix",
      paramLabel = "PREFIX",
      defaultValue = "results/",
      description = "What their keys begin with. Default: ${DEFAULT-VALUE}")
  private String resultsPrefix = "";

  @Option(
      names = "--s3-events",
      paramLabel = "FILE",
      description =
          "File to which the bucket's event notifications are appended, one JSON object a line;"
              + " what they name is made anew.")
  private @Nullable Path events;

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

  /** What each path is put after. */
  String prefix() {
    return prefix;
  }

  /** The alias or version of the function, if one is named. */
  @Nullable String qualifier() {
    return qualifier;
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

  /** The engine that the function is; large results are taken from their bucket by {@code s3}. */
  LambdaResizeService engine(LambdaClient lambda, String name, S3Client s3) {
    LambdaResizeService.Builder builder = LambdaResizeService.builder(lambda, name);
    if (qualifier != null) {
      builder.qualifier(qualifier);
    }
    if (engine != null) {
      builder.engine(engine);
    }
    if (resultsBucket != null) {
      builder.results(s3, resultsBucket, resultsPrefix);
    }
    return builder.build();
  }

  /** The file with the bucket's events, if there is one. */
  @Nullable Path events() {
    return events;
  }

  /** Hears of changes in the bucket of that name. */
  BucketEvents follow(Path file, String name, Consumer<String> changed) throws IOException {
    return new BucketEvents(file, new S3EventNotifications(name, prefix), changed);
  }

  /** What is wrong with these options together; null if nothing is. */
  @Nullable String contradiction() {
    if (function != null && bucket == null) {
      return "--lambda-function needs --s3-bucket, where both find the originals";
    }
    if (function == null && (qualifier != null || engine != null || resultsBucket != null)) {
      return "--lambda-qualifier, --lambda-engine and --results-bucket need --lambda-function";
    }
    if (engine != null && !engine.matches("[A-Za-z0-9.-]+")) {
      return "--lambda-engine must have letters, digits, dots and dashes only, but is " + engine;
    }
    if (events != null && bucket == null) {
      return "--s3-events needs --s3-bucket, whose events they are";
    }
    return events == null || Files.isRegularFile(events)
        ? null
        : "--s3-events must be an existing file, but is " + events;
  }

  private <B extends AwsClientBuilder<B, C>, C> B at(B client, @Nullable URI endpoint) {
    if (region != null) {
      client.region(Region.of(region));
    }
    return endpoint == null ? client : client.endpointOverride(endpoint);
  }
}
