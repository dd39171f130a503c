package io.github.imageresize.lambda;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The real clients of AWS, pointed at servers of the test. */
public final class TestClients {
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test-key", "test-secret"));

  private TestClients() {}

  public static S3Client s3(URI endpoint) {
    return s3(endpoint, Duration.ofSeconds(10));
  }

  static S3Client s3(URI endpoint, Duration socketTimeout) {
    return s3(endpoint, socketTimeout, CREDENTIALS);
  }

  /** A client whose calls are heard of. */
  static S3Client s3(URI endpoint, ExecutionInterceptor listener) {
    return s3Builder(endpoint, Duration.ofSeconds(10), CREDENTIALS)
        .overrideConfiguration(c -> c.addExecutionInterceptor(listener))
        .build();
  }

  static S3Client s3WithKey(URI endpoint, String accessKey, String secretKey) {
    return s3(
        endpoint,
        Duration.ofSeconds(10),
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
  }

  private static S3Client s3(
      URI endpoint, Duration socketTimeout, StaticCredentialsProvider credentials) {
    return s3Builder(endpoint, socketTimeout, credentials).build();
  }

  private static S3ClientBuilder s3Builder(
      URI endpoint, Duration socketTimeout, StaticCredentialsProvider credentials) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.EU_WEST_1)
        .credentialsProvider(credentials)
        .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(socketTimeout));
  }

  static S3Presigner presigner(URI endpoint) {
    return S3Presigner.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_WEST_1)
        .credentialsProvider(CREDENTIALS)
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  public static LambdaClient lambda(URI endpoint, InvocationTimeLimits limits) {
    return lambda(endpoint, limits, new ExecutionInterceptor() {});
  }

  /** A client whose calls are heard of. */
  static LambdaClient lambda(
      URI endpoint, InvocationTimeLimits limits, ExecutionInterceptor listener) {
    return LambdaClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_WEST_1)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(limits.socket()))
        .overrideConfiguration(
            limits.clientConfiguration().toBuilder().addExecutionInterceptor(listener).build())
        .build();
  }

  /** With the retries that the SDK has by itself. */
  static LambdaClient lambdaWithDefaults(URI endpoint) {
    return LambdaClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_WEST_1)
        .credentialsProvider(CREDENTIALS)
        .build();
  }
}
