package io.github.imageresize.lambda;

import io.github.imageresize.internal.argument.Require;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * Calls one function, synchronously, with a client whose settings were found to be safe: its time
 * limits are in order and it does not call again after a read timeout.
 */
final class InvocationClient {
  private static final String PROBE_SCOPE = "image-resize-check";

  private final LambdaClient client;
  private final String functionName;
  private final @Nullable String qualifier;
  private final Duration attemptTimeout;
  private final Duration callTimeout;

  InvocationClient(
      LambdaClient client,
      String functionName,
      @Nullable String qualifier,
      InvocationTimeLimits limits) {
    ClientOverrideConfiguration configuration =
        client.serviceClientConfiguration().overrideConfiguration();
    this.client = client;
    this.functionName = functionName;
    this.qualifier = qualifier;
    this.attemptTimeout = configuration.apiCallAttemptTimeout().orElse(limits.attempt());
    this.callTimeout = configuration.apiCallTimeout().orElse(limits.call());
    requireMore("apiCallAttemptTimeout", attemptTimeout, "socket time limit", limits.socket());
    requireMore("apiCallTimeout", callTimeout, "apiCallAttemptTimeout", attemptTimeout);
    configuration.retryStrategy().ifPresent(InvocationClient::requireNoRetryAfterTimeout);
  }

  String functionName() {
    return functionName;
  }

  /** What one call may take. */
  Duration callTimeout() {
    return callTimeout;
  }

  InvokeResponse invoke(byte[] message) throws SdkException {
    return client.invoke(
        invoke ->
            invoke
                .functionName(functionName)
                .qualifier(qualifier)
                .payload(SdkBytes.fromByteArrayUnsafe(message))
                .overrideConfiguration(
                    limits ->
                        limits.apiCallAttemptTimeout(attemptTimeout).apiCallTimeout(callTimeout)));
  }

  private static void requireMore(
      String setting, Duration value, String lesserName, Duration lesserValue) {
    if (value.compareTo(lesserValue) <= 0) {
      throw Require.violation(
          "the LambdaClient's " + setting,
          "be longer than its " + lesserName + " (" + lesserValue + ")",
          value
              + ": set LambdaClient.builder().overrideConfiguration(c -> c."
              + setting
              + "(...)), or give the service other timeLimits");
    }
  }

  /** A strategy does not say what it would do, so it is asked to. */
  private static void requireNoRetryAfterTimeout(RetryStrategy strategy) {
    SdkException readTimeout =
        SdkClientException.create("read timeout", new SocketTimeoutException("Read timed out"));
    SdkException attemptTimeout = ApiCallAttemptTimeoutException.create(1);
    if (retries(strategy, readTimeout) || retries(strategy, attemptTimeout)) {
      throw new IllegalArgumentException(
          "the LambdaClient must not call again after a read timeout, which would run the function"
              + " twice, but its retry strategy (at most "
              + strategy.maxAttempts()
              + " attempts) does: set LambdaClient.builder().overrideConfiguration("
              + "InvocationTimeLimits.DEFAULTS.clientConfiguration()), or"
              + " overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))");
    }
  }

  private static boolean retries(RetryStrategy strategy, SdkException failure) {
    RetryToken token =
        strategy.acquireInitialToken(AcquireInitialTokenRequest.create(PROBE_SCOPE)).token();
    try {
      strategy.refreshRetryToken(
          RefreshRetryTokenRequest.builder()
              .token(token)
              .failure(failure)
              .suggestedDelay(Duration.ZERO)
              .build());
      return true;
    } catch (TokenAcquisitionFailedException refused) {
      return false;
    }
  }
}
