package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ResizeService;
import io.github.imageresize.cache.MemoryCacheStore;
import io.github.imageresize.http.HttpReply;
import io.github.imageresize.http.HttpRequestHead;
import io.github.imageresize.http.ImageHttpHandler;
import io.github.imageresize.http.SizePolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a browser is told for each fault that Lambda and a function have, how soon, what the cache
 * keeps, and what is logged: printed as a table, and held against the one below.
 */
@Timeout(180)
class FaultMatrixIT {
  private static final InvocationTimeLimits LIMITS =
      new InvocationTimeLimits(
          Duration.ofMillis(300),
          Duration.ofMillis(2500),
          Duration.ofMillis(3500),
          Duration.ofMillis(4500));

  /** Longer than all of the limits together, and far from what a visitor would wait for a hang. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final byte[] IMAGE = TestImages.halves("jpg", 40, 20);

  private final List<Fault> faults = new ArrayList<>();

  /** How a fault is brought about. */
  private interface Cause {
    void apply(RuntimeEndpoint endpoint, FaultyProxy network);
  }

  private record Fault(String name, Cause cause) {}

  /** What came of it: by whom the first image was made, and whether the second took a call. */
  private record Outcome(String name, String told, String remembered, String logged, long millis) {
    String row() {
      return "%-44s| %-13s| %-12s| %s".formatted(name, told, remembered, logged).stripTrailing();
    }
  }

  @Test
  void tellsABrowserWhatItCanOfEveryFault() throws Exception {
    collect();
    List<Outcome> outcomes = new ArrayList<>();
    try (S3Server server = new S3Server();
        S3Client s3 = TestClients.s3(server.uri())) {
      s3.createBucket(b -> b.bucket("photos"));
      s3.putObject(
          o -> o.bucket("photos").key("halves.jpg"),
          RequestBody.fromBytes(TestImages.halves("jpg", 400, 200)));
      for (Fault fault : faults) {
        outcomes.add(outcome(fault, s3));
      }
    }
    outcomes.forEach(o -> System.out.printf("%5d ms | %s%n", o.millis(), o.row()));

    assertThat(outcomes.stream().map(Outcome::row).toList())
        .containsExactlyElementsOf(TABLE.lines().toList());
    assertThat(outcomes).allMatch(o -> o.millis() < PATIENCE.toMillis());
  }

  private static Outcome outcome(Fault fault, S3Client s3) throws Exception {
    try (RuntimeEndpoint endpoint = new RuntimeEndpoint("resize");
        FaultyProxy network = new FaultyProxy(endpoint.uri());
        LambdaClient lambda = TestClients.lambda(network.uri(), LIMITS);
        ResizeService images =
            ResizeService.builder(new S3ImageSource(s3, "photos", ""))
                .remote(LambdaResizeService.builder(lambda, "resize").timeLimits(LIMITS).build())
                .cache(MemoryCacheStore.ofBytes(1 << 20))
                .build();
        LoggedWarnings log = new LoggedWarnings("io.github.imageresize")) {
      endpoint.timeout(LIMITS.function());
      fault.cause().apply(endpoint, network);
      ImageHttpHandler handler =
          ImageHttpHandler.builder(images).sizes(SizePolicy.allowAnySize()).build();
      long start = System.nanoTime();
      HttpReply first = handler.answer(get());
      long millis = (System.nanoTime() - start) / 1_000_000;
      int calls = network.requestLines().size();
      HttpReply second = handler.answer(get());
      boolean asked = network.requestLines().size() > calls;
      assertThat(second.status()).as(fault.name()).isEqualTo(first.status());
      return new Outcome(
          fault.name(), told(first), asked ? "asked again" : "kept", topics(log), millis);
    }
  }

  private static HttpRequestHead get() {
    return HttpRequestHead.get("/images/halves.jpg?w=40&format=jpeg");
  }

  /** The status, and whether the image is the function's or this process's own. */
  private static String told(HttpReply reply) throws IOException {
    if (reply.status() != 200) {
      return Integer.toString(reply.status());
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    reply.writeTo(body);
    return "200 " + (java.util.Arrays.equals(body.toByteArray(), IMAGE) ? "function" : "here");
  }

  /** What is logged: advice to an operator, the handing over, and failures that visitors see. */
  private static String topics(LoggedWarnings log) {
    return log.messages().stream()
        .map(
            message -> {
              if (message.startsWith("The engine ")) {
                return "fell back";
              }
              return message.matches("(?s)[A-Z_]+: .*") ? "failed" : "advice";
            })
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private void collect() {
    fault("no fault", (endpoint, network) -> answers(endpoint, image(40, 20, IMAGE)));
    for (String reason :
        new String[] {
          "ReservedFunctionConcurrentInvocationLimitExceeded", "CallerRateLimitExceeded"
        }) {
      fault(
          "429 " + reason.replace("ReservedFunctionConcurrentInvocation", "Reserved..."),
          (endpoint, network) -> endpoint.refuse(RuntimeEndpoint.Refusal.throttled(reason, 1)));
    }
    refusal(502, "EC2ThrottledException");
    refusal(502, "EC2UnexpectedException");
    refusal(502, "ENILimitReachedException");
    refusal(502, "SubnetIPAddressLimitReachedException");
    refusal(502, "InvalidZipFileException");
    refusal(409, "SnapStartNotReadyException");
    refusal(408, "SnapStartTimeoutException");
    refusal(400, "SnapStartException");
    refusal(413, "RequestTooLargeException");
    refusal(404, "ResourceNotFoundException");
    refusal(403, "AccessDeniedException");
    refusal(500, "ServiceException");
    fault(
        "network: cut in the answer",
        (endpoint, network) -> {
          answers(endpoint, image(40, 20, IMAGE));
          network.spoil(FaultyProxy.cutOffAfter(30));
        });
    fault(
        "network: a byte at a time",
        (endpoint, network) -> {
          answers(endpoint, image(40, 20, IMAGE));
          network.spoil(FaultyProxy.drip(Duration.ofMillis(20)));
        });
    fault(
        "network: hangs after the head",
        (endpoint, network) -> {
          answers(endpoint, image(40, 20, IMAGE));
          network.spoil(network.silentAfterTheHead());
        });
    fault("function: passes its time limit", (endpoint, network) -> {});
    dies("throws", "{\"errorType\":\"Error\",\"errorMessage\":\"broken\"}");
    dies("is killed", "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"signal: killed\"}");
    dies("is out of memory", "{\"errorType\":\"Runtime.OutOfMemory\"}");
    dies("dies with no word", "");
    dies("dies with null", "null");
    dies("cannot start", "{\"errorType\":\"Runtime.ImportModuleError\"}");
    dies("answers above 6 MB", "{\"errorType\":\"Function.ResponseSizeTooLarge\"}");
    for (String broken : new String[] {"", "null", "[]", "{}", "{\"contract\":2}"}) {
      fault("answer: " + broken, (endpoint, network) -> answers(endpoint, broken));
    }
    fault("answer: wrong size", (endpoint, network) -> answers(endpoint, image(20, 10, IMAGE)));
    fault(
        "answer: cut image",
        (endpoint, network) ->
            answers(endpoint, image(40, 20, java.util.Arrays.copyOf(IMAGE, IMAGE.length - 2))));
    fault(
        "answer: result for a caller that takes none",
        (endpoint, network) ->
            answers(
                endpoint,
                "{\"contract\":1,\"format\":\"jpeg\",\"width\":40,\"height\":20,\"result\":"
                    + "{\"bucket\":\"b\",\"key\":\"k\",\"length\":9}}"));
    for (Reason reason : Reason.values()) {
      fault(
          "answer: " + reason,
          (endpoint, network) ->
              answers(endpoint, "{\"contract\":1,\"failure\":{\"reason\":\"" + reason + "\"}}"));
    }
  }

  private void fault(String name, Cause cause) {
    faults.add(new Fault(name, cause));
  }

  private void refusal(int status, String type) {
    fault(
        status + " " + type,
        (endpoint, network) -> endpoint.refuse(RuntimeEndpoint.Refusal.of(status, type)));
  }

  private void dies(String how, String payload) {
    fault("function: " + how, (endpoint, network) -> endpoint.failWith(payload));
  }

  /** Ends with the endpoint, which it polls. */
  @SuppressWarnings("resource")
  private static void answers(RuntimeEndpoint endpoint, String answer) {
    endpoint.timeout(Duration.ofSeconds(20));
    new InProcessFunction(endpoint, event -> answer.getBytes(StandardCharsets.UTF_8));
  }

  private static String image(int width, int height, byte[] bytes) {
    return "{\"contract\":1,\"engine\":\"%s\",\"format\":\"jpeg\",\"width\":%d,\"height\":%d,\"sourceWidth\":400,\"sourceHeight\":200,\"image\":\"%s\"}"
        .formatted(ResizeHandler.ENGINE, width, height, Base64.getEncoder().encodeToString(bytes));
  }

  private static final String TABLE =
      """
      no fault                                    | 200 function | kept        |
      429 Reserved...LimitExceeded                | 200 here     | kept        | fell back
      429 CallerRateLimitExceeded                 | 200 here     | kept        | fell back
      502 EC2ThrottledException                   | 200 here     | kept        | fell back
      502 EC2UnexpectedException                  | 200 here     | kept        | fell back
      502 ENILimitReachedException                | 200 here     | kept        | fell back
      502 SubnetIPAddressLimitReachedException    | 200 here     | kept        | fell back
      502 InvalidZipFileException                 | 200 here     | kept        | fell back
      409 SnapStartNotReadyException              | 200 here     | kept        | fell back
      408 SnapStartTimeoutException               | 200 here     | kept        | fell back
      400 SnapStartException                      | 200 here     | kept        | fell back
      413 RequestTooLargeException                | 200 here     | kept        | fell back
      404 ResourceNotFoundException               | 200 here     | kept        | advice, fell back
      403 AccessDeniedException                   | 200 here     | kept        | advice, fell back
      500 ServiceException                        | 200 here     | kept        | fell back
      network: cut in the answer                  | 200 here     | kept        | fell back
      network: a byte at a time                   | 200 here     | kept        | fell back
      network: hangs after the head               | 200 here     | kept        | fell back
      function: passes its time limit             | 504          | kept        | failed
      function: throws                            | 502          | kept        | failed
      function: is killed                         | 502          | kept        | failed
      function: is out of memory                  | 502          | kept        | failed
      function: dies with no word                 | 502          | kept        | failed
      function: dies with null                    | 502          | kept        | failed
      function: cannot start                      | 200 here     | kept        | advice, fell back
      function: answers above 6 MB                | 200 here     | kept        | fell back
      answer:                                     | 200 here     | kept        | fell back
      answer: null                                | 200 here     | kept        | fell back
      answer: []                                  | 200 here     | kept        | fell back
      answer: {}                                  | 200 here     | kept        | fell back
      answer: {"contract":2}                      | 200 here     | kept        | fell back
      answer: wrong size                          | 200 here     | kept        | fell back
      answer: cut image                           | 200 here     | kept        | fell back
      answer: result for a caller that takes none | 200 here     | kept        | advice, fell back
      answer: INVALID_REQUEST                     | 400          | asked again |
      answer: FORBIDDEN                           | 403          | asked again |
      answer: SOURCE_NOT_FOUND                    | 404          | kept        |
      answer: SOURCE_TOO_LARGE                    | 413          | kept        |
      answer: RESULT_TOO_LARGE                    | 200 here     | kept        | fell back
      answer: UNSUPPORTED_IMAGE                   | 415          | kept        |
      answer: CORRUPT_IMAGE                       | 422          | kept        |
      answer: OVERLOADED                          | 200 here     | kept        | fell back
      answer: UNAVAILABLE                         | 200 here     | kept        | fell back
      answer: TIMEOUT                             | 200 here     | kept        | fell back
      """;
}
