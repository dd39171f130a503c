package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.imageresize.FallbackResizeService;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ImageSize;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.local.LocalResizeService;
import io.github.imageresize.source.DirectoryImageSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The real client, over HTTP, before functions that keep the contract and functions that don't. */
@Timeout(60)
class LambdaResizeServiceIT {
  private static final ImageRequest REQUEST =
      ImageRequest.builder("a.jpg").width(40).format(ImageFormat.JPEG).build();
  private static final byte[] IMAGE = TestImages.halves("jpg", 40, 20);
  private static final InvocationTimeLimits LIMITS = InvocationTimeLimits.DEFAULTS;

  @TempDir private Path originals;
  private RuntimeEndpoint endpoint;
  private LambdaClient client;

  @BeforeEach
  void start() throws Exception {
    Files.write(originals.resolve("a.jpg"), IMAGE);
    endpoint = new RuntimeEndpoint("resize");
    client = TestClients.lambda(endpoint.uri(), LIMITS);
  }

  @AfterEach
  void stop() {
    client.close();
    endpoint.close();
  }

  @Test
  void bringsTheImageThatTheFunctionMade() {
    answerWith(imageAnswer(ResizeHandler.ENGINE + "--z1", "jpeg", 40, 20, base64(IMAGE)));

    ResizedImage image = service().resize(REQUEST);

    assertThat(image.toByteArray()).isEqualTo(IMAGE);
    assertThat(image.width()).isEqualTo(40);
    assertThat(image.height()).isEqualTo(20);
    assertThat(image.sourceVersion()).isEqualTo("v1");
    assertThat(image.origin()).isEqualTo(ResizedImage.Origin.REMOTE);
    assertThat(image.isProvisional()).isFalse();
    assertThat(endpoint.invocations()).isEqualTo(1);
  }

  @Test
  void marksWhatAnotherEngineMade() {
    answerWith(imageAnswer("sharp-1", "jpeg", 40, 20, base64(IMAGE)));

    assertThat(service().resize(REQUEST).isProvisional()).isTrue();
  }

  @Test
  void keepsTheReasonAndTextsOfAnExpectedFailure() {
    answerWith(
        "{\"contract\":1,\"failure\":{\"reason\":\"CORRUPT_IMAGE\",\"message\":\"no end\","
            + "\"publicMessage\":\"It is damaged.\",\"retryAfterMillis\":1500}}");

    ImageResizeException failure = failure();
    assertThat(failure.reason()).isEqualTo(Reason.CORRUPT_IMAGE);
    assertThat(failure).hasMessageContaining("no end");
    assertThat(failure.publicMessage()).isEqualTo("It is damaged.");
    assertThat(failure.retryAfter()).contains(Duration.ofMillis(1500));
  }

  @Test
  void saysWhichOptionAFunctionOfTheFirstContractCannotDo() {
    answerWith(
        "{\"contract\":1,\"failure\":{\"reason\":\"UNAVAILABLE\",\"message\":\"contract must be 1\"}}");
    ImageRequest request = REQUEST.toBuilder().blur(5).build();

    assertThatThrownBy(() -> service().resize(request))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(Reason.INVALID_REQUEST);
              assertThat(refusal.basis()).isEqualTo(Basis.NODE);
              assertThat(refusal.publicMessage())
                  .isEqualTo(
                      "blur must not be 5: the engine of the function, which keeps contract 1,"
                          + " can't do that");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'contract':1,'failure':{'reason':'UNAVAILABLE','message':'contract must be 1'}"
            + " | the engine of the function, which keeps contract 1, can't describe originals",
        "'contract':2,'failure':{'reason':'INVALID_REQUEST','message':'operation is unknown',"
            + "'publicMessage':'operation is unknown: describe'} | operation is unknown: describe",
      })
  void leavesDescriptionsThatAFunctionCannotGiveToAnotherEngine(String answer, String text) {
    answerWith("{" + answer.replace('\'', '"') + "}");

    assertThatThrownBy(() -> service().describe("a.jpg"))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(Reason.INVALID_REQUEST);
              assertThat(refusal.basis()).isEqualTo(Basis.NODE);
              assertThat(refusal.publicMessage()).isEqualTo(text);
            });
    ResizeService local = LocalResizeService.builder(new DirectoryImageSource(originals)).build();
    assertThat(FallbackResizeService.builder(service(), local).build().describe("a.jpg").size())
        .isEqualTo(new ImageSize(40, 20));
  }

  @Test
  void takesAnAnswerWithoutADescriptionAsABreach() {
    answerWith("{\"contract\":2,\"sourceVersion\":\"v1\"}");

    assertThatThrownBy(() -> service().describe("a.jpg"))
        .hasMessageContaining("it has no description");
  }

  @Test
  void takesAnImageThatLacksWhatTheOldContractHasNoWordsForAsABreach() {
    answerWith(imageAnswer(ResizeHandler.ENGINE, "jpeg", 40, 20, base64(IMAGE)));
    ImageRequest request = REQUEST.toBuilder().blur(5).build();

    assertThatThrownBy(() -> service().resize(request))
        .hasMessageContaining("it keeps contract 1, where 2 was asked for");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "{}",
        "{\"contract\":1}",
        "{\"contract\":1,\"sourceVersion\":\"v1\"}",
        "{\"contract\":2,\"image\":\"AAAA\"}",
        "{\"contract\":\"1\"}",
        "{\"contract\":1,\"format\":\"jpeg\",\"width\":40,\"height\":20,\"image\":\"!garbage!\"}",
        "{\"contract\":1,\"format\":\"jpeg\",\"width\":40,\"height\":20,\"image\":\"\"}",
        "{\"contract\":1,\"format\":\"jpeg\",\"width\":40,\"height\":20,\"image\":\"AAAA\"}",
        "{\"contract\":1,\"format\":\"tiff\",\"width\":40,\"height\":20,\"image\":\"AAAA\"}",
        "{\"contract\":1,\"format\":\"jpeg\",\"width\":1e3,\"height\":20,\"image\":\"AAAA\"}",
        "{\"contract\":1,\"failure\":{\"reason\":\"FROM_THE_FUTURE\"}}",
        "{\"contract\":1,\"format\":\"jpeg\",\"width\":1,\"height\":1,"
            + "\"result\":{\"bucket\":\"b\",\"key\":\"k\",\"length\":null}}",
        "null",
        "{\"contract\":1,\"failure\":null}"
      })
  void reportsAnAnswerThatBreaksTheContractAsUnavailable(String answer) {
    answerWith(answer);

    assertThat(failure().reason()).isEqualTo(Reason.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource({"jpeg, 41, 20", "jpeg, 40, 21", "png, 40, 20", "webp, 40, 20"})
  void refusesAnAnswerThatClaimsOneImageAndCarriesAnother(String format, int width, int height) {
    answerWith(imageAnswer(ResizeHandler.ENGINE + "--z1", format, width, height, base64(IMAGE)));

    assertThat(failure().reason()).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void reportsAFunctionThatThrows() {
    function(
        event -> {
          throw new IllegalStateException("broken");
        });

    ImageResizeException failure = failure();
    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure.basis()).isEqualTo(Basis.ORIGINAL);
    assertThat(failure).hasMessageContaining("Unhandled").hasMessageContaining("broken");
  }

  @Test
  void takesAFunctionThatDiesOfEveryOriginalForBroken() {
    boolean[] dies = {true};
    function(
        event -> {
          if (dies[0]) {
            throw new IllegalStateException("broken");
          }
          return utf8("{\"contract\":1,\"failure\":{\"reason\":\"CORRUPT_IMAGE\"}}");
        });
    LambdaResizeService service = service();
    for (int original = 0; original < FunctionVitality.MOST_DEATHS; original++) {
      assertThat(failure(service, "a" + original).basis()).isEqualTo(Basis.ORIGINAL);
      assertThat(failure(service, "a" + original).basis()).isEqualTo(Basis.ORIGINAL);
    }
    assertThat(failure(service, "b").basis()).isEqualTo(Basis.MOMENT);

    dies[0] = false;
    assertThat(failure(service, "b").reason()).isEqualTo(Reason.CORRUPT_IMAGE);
    dies[0] = true;
    assertThat(failure(service, "b").basis()).isEqualTo(Basis.ORIGINAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Runtime.ImportModuleError", "Extension.Crash", "Runtime.NoSuchHandler"})
  void takesAFunctionThatCannotStartForAnOutage(String type) {
    endpoint.failWith("{\"errorType\":\"" + type + "\",\"errorMessage\":\"x\"}");

    ImageResizeException failure = failure();
    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure.basis()).isEqualTo(Basis.MOMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "no JSON",
        "{\"errorType\":null,\"errorMessage\":null}",
        "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"signal: killed\"}"
      })
  void takesAFunctionErrorOfAnyShapeForAVerdict(String payload) {
    endpoint.failWith(payload);

    ImageResizeException failure = failure();
    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure.basis()).isEqualTo(Basis.ORIGINAL);
  }

  @Test
  void takesADeathWhileAskedForAVersionForNoVerdict() {
    endpoint.failWith("{}");

    ImageResizeException failure =
        catchThrowableOfType(ImageResizeException.class, () -> service().currentVersion(REQUEST));
    assertThat(failure.basis()).isEqualTo(Basis.MOMENT);
  }

  @Test
  void logsOnceWhatIsToBeSetOtherwise() {
    answerWith(imageAnswer("sharp-1", "jpeg", 40, 20, base64(IMAGE)));
    try (LoggedWarnings log = new LoggedWarnings(LambdaResizeService.class)) {
      LambdaResizeService service = service();
      service.resize(REQUEST);
      service.resize(REQUEST);
      assertThat(log.messages())
          .singleElement(STRING)
          .contains("sharp-1", ResizeHandler.ENGINE, ".engine(\"sharp-1\")");
    }
    endpoint.refuse(RuntimeEndpoint.Refusal.of(403, "AccessDeniedException"));
    try (LoggedWarnings log = new LoggedWarnings(LambdaResizeService.class)) {
      LambdaResizeService service = service();
      failure(service, "a");
      failure(service, "b");
      assertThat(log.messages()).singleElement(STRING).contains("grant lambda:InvokeFunction");
    }
  }

  @Test
  void reportsAFunctionThatTakesTooLongAndDoesNotCallItAgain() {
    endpoint.timeout(Duration.ofMillis(300));

    ImageResizeException failure = failure();
    assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(failure.basis()).isEqualTo(Basis.ORIGINAL);
    assertThat(endpoint.invocations()).isEqualTo(1);
  }

  @Test
  void doesNotCallAgainAfterAReadTimeout() {
    InvocationTimeLimits hasty =
        new InvocationTimeLimits(
            Duration.ofMillis(100),
            Duration.ofMillis(2000),
            Duration.ofSeconds(20),
            Duration.ofSeconds(21));
    try (LambdaClient impatient = TestClients.lambda(endpoint.uri(), hasty)) {
      LambdaResizeService service =
          LambdaResizeService.builder(impatient, "resize").timeLimits(hasty).build();
      ImageResizeException failure =
          catchThrowableOfType(ImageResizeException.class, () -> service.resize(REQUEST));

      assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(endpoint.invocations()).isEqualTo(1);
    }
  }

  @Test
  void reportsAnAnswerAboveLambdasLimit() {
    function(event -> new byte[RuntimeEndpoint.MAX_PAYLOAD + 1]);

    ImageResizeException failure = failure();
    assertThat(failure.reason()).isEqualTo(Reason.RESULT_TOO_LARGE);
    assertThat(failure).hasMessageContaining("Function.ResponseSizeTooLarge");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ReservedFunctionConcurrentInvocationLimitExceeded",
        "ConcurrentInvocationLimitExceeded",
        "CallerRateLimitExceeded"
      })
  void reportsThrottlingWithItsReasonAndRetryAfter(String throttleReason) {
    endpoint.refuse(RuntimeEndpoint.Refusal.throttled(throttleReason, 7));

    ImageResizeException failure = failure();
    assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED);
    assertThat(failure).hasMessageContaining(throttleReason);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(endpoint.invocations()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "404, ResourceNotFoundException, UNAVAILABLE",
    "409, SnapStartNotReadyException, UNAVAILABLE",
    "408, SnapStartTimeoutException, TIMEOUT",
    "403, AccessDeniedException, UNAVAILABLE",
    "502, EC2ThrottledException, OVERLOADED",
    "500, ServiceException, UNAVAILABLE"
  })
  void tellsTheRefusalsOfLambdaApart(int status, String errorType, Reason reason) {
    endpoint.refuse(RuntimeEndpoint.Refusal.of(status, errorType));

    assertThat(failure().reason()).isEqualTo(reason);
  }

  @Test
  void reportsAFunctionThatDoesNotExist() {
    LambdaResizeService service = LambdaResizeService.builder(client, "no-such-function").build();

    assertThatThrownBy(() -> service.resize(REQUEST)).hasMessageContaining("no such function");
  }

  @Test
  void reportsALambdaThatIsGone() {
    endpoint.close();

    assertThat(failure().reason()).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void refusesACallAboveItsBound() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    function(
        event -> {
          running.countDown();
          mayEnd.await();
          return utf8(imageAnswer(ResizeHandler.ENGINE + "--z1", "jpeg", 40, 20, base64(IMAGE)));
        });
    LambdaResizeService service =
        LambdaResizeService.builder(client, "resize").concurrency(1).build();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<ResizedImage> first = thread.submit(() -> service.resize(REQUEST));
      running.await();

      ImageResizeException failure =
          catchThrowableOfType(ImageResizeException.class, () -> service.resize(REQUEST));
      assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED);
      assertThat(failure.retryAfter()).isPresent();

      mayEnd.countDown();
      assertThat(first.get().width()).isEqualTo(40);
      assertThat(service.resize(REQUEST).width()).isEqualTo(40);
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void readsAResultThatWasLeftInTheBucketAndFromNowhereElse() throws Exception {
    try (S3Server server = new S3Server();
        S3Client s3 = TestClients.s3(server.uri())) {
      s3.createBucket(b -> b.bucket("results"));
      s3.putObject(o -> o.bucket("results").key("r/1.jpeg"), RequestBody.fromBytes(IMAGE));
      s3.putObject(o -> o.bucket("results").key("other.jpeg"), RequestBody.fromBytes(IMAGE));
      LambdaResizeService service =
          LambdaResizeService.builder(client, "resize").results(s3, "results", "r/").build();

      String[] answer = {handOff("results", "r/1.jpeg", IMAGE.length)};
      function(event -> utf8(answer[0]));
      assertThat(service.resize(REQUEST).toByteArray()).isEqualTo(IMAGE);
      for (String notHandedOver :
          new String[] {
            handOff("results", "other.jpeg", IMAGE.length),
            handOff("photos", "r/1.jpeg", IMAGE.length),
            handOff("results", "r/1.jpeg", IMAGE.length),
          }) {
        answer[0] = notHandedOver;
        ImageResizeException failure = failure(service, "a");
        assertThat(failure.reason()).as(notHandedOver).isEqualTo(Reason.RESULT_TOO_LARGE);
        assertThat(failure.basis()).isEqualTo(Basis.NODE);
      }
      for (int length : new int[] {IMAGE.length - 1, IMAGE.length + 1}) {
        s3.putObject(o -> o.bucket("results").key("r/2.jpeg"), RequestBody.fromBytes(IMAGE));
        answer[0] = handOff("results", "r/2.jpeg", length);
        assertThat(failure(service, "a")).hasMessageContaining("does not keep the contract");
      }
    }
  }

  @Test
  void asksTheFunctionForTheVersionOfAnOriginal() {
    answerWith("{\"contract\":1,\"sourceVersion\":\"v7\"}");

    assertThat(service().currentVersion(REQUEST)).contains("v7");
  }

  @Test
  void refusesAClientThatWouldCallAgainAfterAReadTimeout() {
    try (LambdaClient eager = TestClients.lambdaWithDefaults(endpoint.uri())) {
      assertThatThrownBy(() -> LambdaResizeService.builder(eager, "resize").build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("retryStrategy")
          .hasMessageContaining("twice");
    }
  }

  @Test
  void refusesTimeLimitsOutOfOrderAndNamesTheSetting() {
    InvocationTimeLimits longer =
        new InvocationTimeLimits(
            Duration.ofSeconds(60),
            Duration.ofSeconds(61),
            Duration.ofSeconds(62),
            Duration.ofSeconds(63));

    assertThatThrownBy(
            () -> LambdaResizeService.builder(client, "resize").timeLimits(longer).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("apiCallAttemptTimeout")
        .hasMessageContaining("PT1M1S");
  }

  private LambdaResizeService service() {
    return LambdaResizeService.builder(client, "resize").build();
  }

  private ImageResizeException failure() {
    return failure(service(), REQUEST.source());
  }

  private static ImageResizeException failure(LambdaResizeService service, String source) {
    ImageRequest request = ImageRequest.builder(source).width(40).format(ImageFormat.JPEG).build();
    ImageResizeException failure =
        catchThrowableOfType(ImageResizeException.class, () -> service.resize(request));
    assertThat(failure).isNotNull();
    return failure;
  }

  private void answerWith(String answer) {
    function(event -> utf8(answer));
  }

  /** Ends with the endpoint, which it polls. */
  @SuppressWarnings("resource")
  private void function(InProcessFunction.Body body) {
    new InProcessFunction(endpoint, body);
  }

  private static String imageAnswer(
      String engine, String format, int width, int height, String image) {
    return "{\"contract\":1,\"engine\":\"%s\",\"format\":\"%s\",\"width\":%d,\"height\":%d,\"sourceVersion\":\"v1\",\"image\":\"%s\"}"
        .formatted(engine, format, width, height, image);
  }

  private static String handOff(String bucket, String key, int length) {
    return "{\"contract\":1,\"format\":\"jpeg\",\"width\":40,\"height\":20,\"result\":{\"bucket\":\"%s\",\"key\":\"%s\",\"length\":%d}}"
        .formatted(bucket, key, length);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
