package io.github.imageresize.lambda;

import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.Overlay;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.internal.argument.Require;
import io.github.imageresize.lambda.Invocation.Operation;
import io.github.imageresize.local.LocalResizeService;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Has images made by an AWS Lambda function that keeps the contract of this module: {@link
 * ResizeHandler}, or one in any other language.
 *
 * <p>One call runs the function once: the client's retry strategy is checked for it when the
 * service is built, and its time limits for their order ({@link InvocationTimeLimits}). The number
 * of calls at a time is bounded; one more fails at once as {@code OVERLOADED}. What comes back is
 * verified: an image whose bytes are not of the format and size that the answer claims, or not of
 * the format that was asked for, is {@code UNAVAILABLE}, as is every other breach of the contract.
 *
 * <p>Throttling is {@code OVERLOADED} with Lambda's retry-after; a call that took too long {@code
 * TIMEOUT}; a missing function or one that is not ready {@code UNAVAILABLE}. Those rest on the
 * moment. A function that ran and died, or passed its own time limit, gave a verdict on the image:
 * {@code UNAVAILABLE} or {@code TIMEOUT} that rest on the original, unless it died of more than
 * five originals in a row. A result that is too large for a message and cannot be handed over is
 * {@code RESULT_TOO_LARGE}, which rests on the function: another engine may make it. Failures that
 * the function itself reports keep their reason.
 *
 * <p>What is set wrongly (a function that is missing, denied, or of another engine than expected, a
 * results bucket that is needed) is logged once, with what would be right.
 *
 * <p>Thread-safe. Owns no client: closing this closes nothing.
 */
public final class LambdaResizeService implements ResizeService {
  private static final Duration BUSY_RETRY = Duration.ofSeconds(1);

  private final Advice advice = new Advice();
  private final InvocationClient client;
  private final InvocationFailures failures;
  private final @Nullable ResultsBucket results;
  private final String engine;
  private final Set<ImageFormat> outputFormats;
  private final Semaphore permits;
  private final int concurrency;

  private LambdaResizeService(Builder builder) {
    client =
        new InvocationClient(
            builder.client, builder.functionName, builder.qualifier, builder.timeLimits);
    failures = new InvocationFailures(builder.functionName, advice);
    results = builder.results;
    engine = builder.engine;
    outputFormats = builder.outputFormats;
    concurrency = builder.concurrency;
    permits = new Semaphore(concurrency);
  }

  /**
   * Starts a service that calls one function.
   *
   * @param client the caller's client; {@link InvocationTimeLimits#clientConfiguration()} has the
   *     settings it needs
   * @param functionName name, partial or whole ARN of the function
   * @return a builder with every option at its default
   */
  public static Builder builder(LambdaClient client, String functionName) {
    return new Builder(client, functionName);
  }

  @Override
  public ResizedImage resize(ImageRequest request) {
    return admitted(
        () -> {
          Answer answer = call(new Invocation(Operation.RESIZE, request, results != null));
          if (answer instanceof Answer.Inline inline) {
            return verified(inline.image(), inline.bytes(), request);
          }
          if (answer instanceof Answer.HandOff handOff) {
            return verified(handOff.image(), fetch(handOff.result()), request);
          }
          throw Answer.broken("it has no image", null);
        });
  }

  private ResizedImage verified(AnsweredImage answered, byte[] bytes, ImageRequest request) {
    ResizedImage image = answered.verified(bytes, request, engine);
    if (!answered.isOf(engine)) {
      advice.once(
          "engine " + answered.engine(),
          "the function "
              + client.functionName()
              + " names the engine "
              + answered.engine()
              + ", where "
              + engine
              + " is expected, so that its images are kept briefly alone: set"
              + " LambdaResizeService.builder(...).engine(\""
              + answered.engine()
              + "\")");
    }
    return image;
  }

  /** Asks the function, which asks the source; costs one short call, with an overlay two. */
  @Override
  public Optional<String> currentVersion(ImageRequest request) {
    Optional<String> ofOriginal = currentVersion(request.source());
    Optional<Overlay> overlay = request.effects().overlay();
    if (overlay.isEmpty()) {
      return ofOriginal;
    }
    return ofOriginal.flatMap(
        version -> versionOfOverlay(overlay.get().source()).map(other -> version + "+" + other));
  }

  /** That an overlay is missing says nothing of the original. */
  private Optional<String> versionOfOverlay(String path) {
    try {
      return currentVersion(path);
    } catch (ImageResizeException failure) {
      throw failure.reason() == Reason.SOURCE_NOT_FOUND
          ? ImageResizeException.invalid("overlay", path, "must be the path of an image")
          : failure;
    }
  }

  private Optional<String> currentVersion(String source) {
    ImageRequest request = ImageRequest.builder(source).build();
    return admitted(
        () -> {
          Answer answer = call(new Invocation(Operation.VERSION, request, false));
          if (answer instanceof Answer.Version version) {
            return Optional.of(version.sourceVersion()).filter(text -> !text.isEmpty());
          }
          throw Answer.broken("it has no sourceVersion", null);
        });
  }

  /**
   * Asks the function, which reads the original.
   *
   * @throws ImageResizeException as {@link #resize} does; with {@code INVALID_REQUEST} that rests
   *     on the function if that can't describe originals, as those of the first contract can't
   */
  @Override
  public ImageDescription describe(String source) {
    ImageRequest request = ImageRequest.builder(source).build();
    return admitted(
        () -> {
          Answer answer;
          try {
            answer = call(new Invocation(Operation.DESCRIBE, request, false));
          } catch (ImageResizeException failure) {
            // There is nothing else in the question that a function could find wrong.
            throw failure.reason() == Reason.INVALID_REQUEST
                ? failure.withBasis(Basis.NODE)
                : failure;
          }
          if (answer instanceof Answer.Description described) {
            return described.description();
          }
          throw Answer.broken("it has no description", null);
        });
  }

  @Override
  public Set<ImageFormat> outputFormats() {
    return outputFormats;
  }

  @Override
  public String engine() {
    return engine;
  }

  /** The time limit of a call: the client's own where it has one. */
  @Override
  public Optional<Duration> deadline() {
    return Optional.of(client.callTimeout());
  }

  private <T> T admitted(java.util.function.Supplier<T> work) {
    if (!permits.tryAcquire()) {
      throw new ImageResizeException(
              Reason.OVERLOADED,
              concurrency + " calls of " + client.functionName() + " are under way already")
          .withRetryAfter(BUSY_RETRY);
    }
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }

  private Answer call(Invocation invocation) {
    InvokeResponse response;
    try {
      response = client.invoke(invocation.toJson());
    } catch (SdkException failure) {
      throw failures.map(failure);
    }
    byte[] payload =
        response.payload() == null ? new byte[0] : response.payload().asByteArrayUnsafe();
    if (response.functionError() != null) {
      boolean working = invocation.operation() != Operation.VERSION;
      throw failures.ofFunctionError(
          response.functionError(), payload, working ? invocation.request().source() : null);
    }
    failures.answered();
    Answer answer = Answer.read(payload, invocation.contract());
    if (answer instanceof Answer.Failure failure) {
      throw failure.contract() < invocation.contract()
          ? invocation.refusal(failure.contract())
          : failure.exception();
    }
    return answer;
  }

  private byte[] fetch(StoredResult result) {
    if (results == null) {
      String text =
          "the function left its result in s3://"
              + result.bucket()
              + "/"
              + result.key()
              + ", but this service was given no results bucket to read from";
      advice.once("results", text + ": set LambdaResizeService.builder(...).results(...)");
      throw new ImageResizeException(Reason.RESULT_TOO_LARGE, text);
    }
    return results.fetch(result);
  }

  /** Collects the options of a service. Every setter checks its value at once. Not thread-safe. */
  public static final class Builder {
    private static final int DEFAULT_CONCURRENCY = 50;

    private final LambdaClient client;
    private final String functionName;
    private @Nullable String qualifier;
    private @Nullable ResultsBucket results;
    private String engine = LocalResizeService.ENGINE;
    private Set<ImageFormat> outputFormats =
        Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP);
    private InvocationTimeLimits timeLimits = InvocationTimeLimits.DEFAULTS;
    private int concurrency = DEFAULT_CONCURRENCY;

    private Builder(LambdaClient client, String functionName) {
      this.client = Objects.requireNonNull(client, "client");
      this.functionName = Objects.requireNonNull(functionName, "functionName");
      Require.notEmpty("functionName", functionName);
    }

    /**
     * Sets the version or alias of the function that is called. SnapStart works for published
     * versions alone, so with it this is needed.
     *
     * @param versionOrAlias such as {@code live} or {@code 7}; the unpublished version by default
     * @return this builder
     */
    public Builder qualifier(String versionOrAlias) {
      qualifier = Objects.requireNonNull(versionOrAlias, "versionOrAlias");
      return this;
    }

    /**
     * Sets where results are read from that are too large for a message, 4.5 MiB and more: the same
     * bucket and prefix that the function writes to. Give the bucket a lifecycle rule that removes
     * objects under the prefix after a day.
     *
     * @param s3 the caller's client
     * @param bucket the bucket's name
     * @param prefix what the keys begin with; may be empty
     * @return this builder
     */
    public Builder results(S3Client s3, String bucket, String prefix) {
      results = new ResultsBucket(s3, bucket, prefix);
      return this;
    }

    /**
     * Sets the name of the engine that the function runs, which goes into every cache key. What
     * comes from a function that names another engine is provisional.
     *
     * <p>The default is what this version of the library decides of the name of {@link
     * ResizeHandler}: a function of that version matches, whatever its node adds after two dashes.
     * A whole name, node part included, is matched exactly.
     *
     * @param name letters, digits, dots and dashes; {@link ResizeHandler#ENGINE} by default
     * @return this builder
     */
    public Builder engine(String name) {
      Require.that(
          name.matches("[A-Za-z0-9.-]+"),
          "engine",
          "have letters, digits, dots and dashes only",
          name);
      engine = name;
      return this;
    }

    /**
     * Sets what the function can write: for the example on Node with sharp, AVIF as well.
     *
     * @param formats at least one, and not JPEG XL; JPEG, PNG and WebP by default
     * @return this builder
     */
    public Builder outputFormats(Set<ImageFormat> formats) {
      Require.notEmpty("outputFormats", formats);
      Require.that(
          formats.stream().allMatch(EncodedImageEnd::isSeen),
          "outputFormats",
          "be formats of which it can be seen whether an image arrived whole",
          formats);
      outputFormats = Set.copyOf(EnumSet.copyOf(formats));
      return this;
    }

    /**
     * Sets the time limits of a call. Where the client has limits of its own for an attempt or the
     * call, those hold, and are checked against these.
     *
     * @param limits {@link InvocationTimeLimits#DEFAULTS} by default
     * @return this builder
     */
    public Builder timeLimits(InvocationTimeLimits limits) {
      timeLimits = Objects.requireNonNull(limits, "limits");
      return this;
    }

    /**
     * Sets how many calls may be under way at a time.
     *
     * @param calls positive; 50 by default, as many as the SDK's HTTP clients have connections
     * @return this builder
     */
    public Builder concurrency(int calls) {
      Require.positive("concurrency", calls);
      concurrency = calls;
      return this;
    }

    /**
     * Makes the service.
     *
     * @return a service
     * @throws IllegalArgumentException if the client's time limits are not in order, or it would
     *     call again after a read timeout; the message says which setting to change
     */
    public LambdaResizeService build() {
      return new LambdaResizeService(this);
    }
  }
}
