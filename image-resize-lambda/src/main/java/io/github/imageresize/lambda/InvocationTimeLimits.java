package io.github.imageresize.lambda;

import io.github.imageresize.internal.argument.Require;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * The four time limits of a call to a function, each longer than the one before: what a function
 * may take, how long the client waits for its answer on the socket, what one attempt may take, and
 * what the whole call may take. In any other order a caller gives up on a function that still works
 * and is paid for.
 *
 * <p>A client that keeps them is made so:
 *
 * <pre>{@code
 * InvocationTimeLimits limits = InvocationTimeLimits.DEFAULTS;
 * LambdaClient lambda =
 *     LambdaClient.builder()
 *         .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(limits.socket()))
 *         .overrideConfiguration(limits.clientConfiguration())
 *         .build();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param function what the function may take, as in its own {@code Timeout} setting
 * @param socket how long the client's HTTP client waits for bytes
 * @param attempt what one attempt may take
 * @param call what the call may take, retries included
 */
public record InvocationTimeLimits(
    Duration function, Duration socket, Duration attempt, Duration call) {

  /** Function 20 s, socket 22 s, attempt 23 s, call 25 s. */
  public static final InvocationTimeLimits DEFAULTS =
      new InvocationTimeLimits(
          Duration.ofSeconds(20),
          Duration.ofSeconds(22),
          Duration.ofSeconds(23),
          Duration.ofSeconds(25));

  /**
   * Checks the order.
   *
   * @param function what the function may take
   * @param socket longer than the function's
   * @param attempt longer than the socket's
   * @param call longer than the attempt's
   * @throws IllegalArgumentException if a limit is not longer than the one before, or the first is
   *     not positive
   */
  public InvocationTimeLimits {
    requireMore("function", function, "0", Duration.ZERO);
    requireMore("socket", socket, "function", function);
    requireMore("attempt", attempt, "socket", socket);
    requireMore("call", call, "attempt", attempt);
  }

  /**
   * The part of a client's configuration that keeps these limits: the time limits of attempt and
   * call, and a retry strategy of at most two attempts that never repeats what may have run.
   *
   * @return for {@code LambdaClient.builder().overrideConfiguration(…)}; the socket's limit is to
   *     be set on the HTTP client
   */
  public ClientOverrideConfiguration clientConfiguration() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(attempt)
        .apiCallTimeout(call)
        .retryStrategy(connectionRetries())
        .build();
  }

  /** Tries again only where no function can have been started. */
  private static RetryStrategy connectionRetries() {
    return DefaultRetryStrategy.standardStrategyBuilder()
        .useClientDefaults(false)
        .maxAttempts(2)
        .retryOnException(InvocationTimeLimits::neverReachedTheFunction)
        .build();
  }

  private static boolean neverReachedTheFunction(Throwable thrown) {
    return ClientFailures.causeOf(thrown, ConnectException.class) != null
        || ClientFailures.causeOf(thrown, UnknownHostException.class) != null;
  }

  private static void requireMore(
      String name, Duration value, String lesserName, Duration lesserValue) {
    Require.that(
        value.compareTo(lesserValue) > 0,
        name,
        "be longer than " + lesserName + " (" + lesserValue + ")",
        value);
  }
}
