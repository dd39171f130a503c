package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeService;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.http.HttpReply;
import io.github.imageresize.http.HttpRequestHead;
import io.github.imageresize.http.ImageHttpHandler;
import io.github.imageresize.http.SigningKey;
import io.github.imageresize.http.UrlSigner;
import io.github.imageresize.lambda.HttpEvents.Answered;
import io.github.imageresize.local.LocalResizeService;
import io.github.imageresize.source.ImageSource;
import io.github.imageresize.source.ReadAllowance;
import io.github.imageresize.source.SourceImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEventHandlerTest {
  private static final String KEY = "k1:000102030405060708090a0b0c0d0e0f";
  private static final UrlSigner SIGNER = UrlSigner.of(SigningKey.parse(KEY));
  private static final HttpSettings SETTINGS =
      HttpSettings.of(Map.of("SIGNING_KEYS", KEY, "DESCRIPTIONS", "true"));
  private static final ResizeService ENGINE =
      LocalResizeService.builder(original("a.png", TestImages.halves("png", 40, 20))).build();

  private final HttpEventHandler handler = new HttpEventHandler(ENGINE, SETTINGS, null, null);
  private final ImageHttpHandler core =
      ImageHttpHandler.builder(ENGINE).sizes(SETTINGS.sizes()).descriptions(true).build();

  static Stream<Arguments> requests() throws IOException {
    String image = SIGNER.sign("/images/a.png?w=10");
    String description = SIGNER.sign("/images/a.png?describe=true");
    String tag =
        ImageHttpHandler.builder(ENGINE)
            .sizes(SETTINGS.sizes())
            .build()
            .answer(HttpRequestHead.get(image))
            .field("ETag")
            .orElseThrow();
    return Stream.of(
        Arguments.of("GET", image, Map.of(), 200),
        Arguments.of("GET", image, Map.of("accept", "image/webp,*/*"), 200),
        Arguments.of("GET", SIGNER.sign("/images/a.png?w=10&format=jpeg"), Map.of(), 200),
        Arguments.of("HEAD", image, Map.of(), 200),
        Arguments.of("GET", image, Map.of("if-none-match", tag), 304),
        Arguments.of("GET", image, Map.of("range", "bytes=2-5"), 206),
        Arguments.of("GET", image, Map.of("range", "bytes=99999-"), 416),
        Arguments.of("GET", description, Map.of(), 200),
        Arguments.of("HEAD", description, Map.of(), 200),
        Arguments.of("GET", "/images/a.png?describe=true", Map.of(), 403),
        Arguments.of("GET", SIGNER.sign("/images/missing.png?w=10"), Map.of(), 404),
        Arguments.of("HEAD", SIGNER.sign("/images/missing.png?w=10"), Map.of(), 404),
        Arguments.of("GET", "/images/a.png?w=10", Map.of(), 403),
        Arguments.of("GET", image.replace("w=10", "w=11"), Map.of(), 403),
        Arguments.of("GET", "/images/a.png?w=ten", Map.of(), 400),
        Arguments.of("POST", image, Map.of(), 405),
        Arguments.of("DELETE", image, Map.of(), 405));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void answersAsTheSameRequestIsAnsweredByCore(
      String method, String target, Map<String, Object> headers, int status) throws IOException {
    int mark = target.indexOf('?');
    HttpReply direct =
        core.answer(
            HttpRequestHead.of(
                method,
                target.substring(0, mark),
                target.substring(mark + 1),
                name -> (String) headers.get(name.toLowerCase(Locale.ROOT))));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    direct.writeTo(body);
    Map<String, String> fields = new TreeMap<>();
    direct.forEachField((name, value) -> fields.put(name.toLowerCase(Locale.ROOT), value));

    Answered answered = answer(HttpEvents.bytes(HttpEvents.event(method, target, headers)));

    assertThat(answered.status()).isEqualTo(status).isEqualTo(direct.status());
    assertThat(answered.body()).isEqualTo(body.toByteArray());
    boolean image = answered.fields().getOrDefault("content-type", "").startsWith("image/");
    assertThat(answered.binary()).isEqualTo(image && body.size() > 0);
    assertThat(withoutTiming(answered.fields())).isEqualTo(withoutTiming(fields));
  }

  @Test
  void sendsTheImageThatWasAskedFor() throws IOException {
    Answered answered =
        answer(HttpEvents.get(SIGNER.sign("/images/a.png?w=10&format=png"), Map.of()));

    assertThat(answered.fields())
        .containsEntry("content-type", "image/png")
        .containsEntry("content-length", Integer.toString(answered.body().length))
        .containsKey("etag");
    assertThat(TestImages.decoded(answered.body()).getWidth()).isEqualTo(10);
    assertThat(TestImages.decoded(answered.body()).getHeight()).isEqualTo(5);
  }

  static Stream<Arguments> oddEvents() {
    String image = SIGNER.sign("/images/a.png?w=10");
    String manyParameters =
        IntStream.range(0, 10_000).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
    return Stream.of(
        odd(
            "a base64 body",
            200,
            image,
            event -> {
              event.put("body", "AAEC");
              event.put("isBase64Encoded", true);
            }),
        odd(
            "a body that is no base64",
            200,
            image,
            event -> {
              event.put("body", "\u0000%");
              event.put("isBase64Encoded", true);
            }),
        odd("cookies", 200, image, event -> event.put("cookies", List.of("a=b", "c=d"))),
        odd("no headers", 200, image, event -> event.remove("headers")),
        odd("headers null", 200, image, event -> event.put("headers", null)),
        odd("headers no object", 400, image, event -> event.put("headers", List.of("accept"))),
        odd("a header that is a number", 400, image, event -> event.put("headers", Map.of("a", 1))),
        odd("no path", 400, image, event -> event.remove("rawPath")),
        odd("an empty path", 404, image, event -> event.put("rawPath", "")),
        odd("a path elsewhere", 404, "/favicon.ico", event -> {}),
        odd("no query", 403, "/images/a.png", event -> event.remove("rawQueryString")),
        odd(
            "10,000 parameters",
            400,
            "/images/a.png?" + manyParameters,
            event -> {
              Map<String, Object> parsed = new LinkedHashMap<>();
              IntStream.range(0, 10_000).forEach(i -> parsed.put("p" + i, "1"));
              event.put("queryStringParameters", parsed);
            }),
        odd("no requestContext", 400, image, event -> event.remove("requestContext")),
        odd("no http", 400, image, event -> event.put("requestContext", Map.of("stage", "x"))),
        odd("no method", 400, image, e -> e.put("requestContext", Map.of("http", Map.of()))),
        odd("version 1.0", 502, image, event -> event.put("version", "1.0")),
        odd("no version", 502, image, event -> event.remove("version")),
        odd("a version that is a number", 400, image, event -> event.put("version", 2.0)));
  }

  private static Arguments odd(
      String name, int status, String target, Consumer<Map<String, Object>> change) {
    Map<String, Object> event = HttpEvents.event("GET", target, Map.of());
    change.accept(event);
    return Arguments.of(name, status, event);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("oddEvents")
  void answersOddEvents(String name, int status, Map<String, Object> event) throws IOException {
    Answered answered = answer(HttpEvents.bytes(event));

    assertThat(answered.status()).as(name + ": " + answered.text()).isEqualTo(status);
    assertThat(answered.binary()).isEqualTo(status == 200);
    if (status != 200) {
      assertIsAProblemForThePublic(answered);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "", "[]", "1", "\"text\"", "{", "{\"version\":", "\u0000", "{}"})
  void answersWhatIsNoEvent(String event) throws IOException {
    Answered answered = answer(event.getBytes(StandardCharsets.UTF_8));

    assertThat(answered.status()).isEqualTo(event.equals("{}") ? 502 : 400);
    assertIsAProblemForThePublic(answered);
  }

  @Test
  void saysWhichVersionItNeeds() throws IOException {
    Map<String, Object> event = HttpEvents.event("GET", "/images/a.png", Map.of());
    event.put("version", "1.0");

    assertThat(answer(HttpEvents.bytes(event)).text()).contains("payload format 2.0", "is 1.0");
  }

  @Test
  void joinsRepeatedHeaders() throws IOException {
    String image = SIGNER.sign("/images/a.png?w=10");
    Map<String, Object> otherCase = new LinkedHashMap<>();
    otherCase.put("Accept", "image/gif;q=0.1");
    otherCase.put("accept", "image/webp");

    for (Map<String, Object> headers :
        List.<Map<String, Object>>of(
            Map.of("accept", "image/gif;q=0.1,image/webp"),
            Map.of("accept", List.of("image/gif;q=0.1", "image/webp")),
            otherCase)) {
      assertThat(answer(HttpEvents.get(image, headers)).fields())
          .containsEntry("content-type", "image/webp");
    }
  }

  /** HTTP APIs hand decoded paths over, function URLs do not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/images/50%25%20%C3%A9%3F%23.png",
        "/images/50% \u00e9?#.png",
        "/images/50%25 \u00e9?#.png"
      })
  void understandsPathsThatWereDecoded(String rawPath) throws IOException {
    String target = SIGNER.sign("/images/50%25%20%C3%A9%3F%23.png?w=10");
    Map<String, Object> event = HttpEvents.event("GET", target, Map.of());
    event.put("rawPath", rawPath);
    HttpEventHandler oneName =
        new HttpEventHandler(
            LocalResizeService.builder(
                    original("50% \u00e9?#.png", TestImages.halves("png", 40, 20)))
                .build(),
            SETTINGS,
            null,
            null);

    assertThat(answer(oneName, HttpEvents.bytes(event)).status()).isEqualTo(200);
  }

  @Test
  void refusesAnImageAboveTheLimitWhereNoBucketIsNamed() throws IOException {
    HttpEventHandler large =
        new HttpEventHandler(
            LocalResizeService.builder(original("a.png", TestImages.noise(1400, 1200))).build(),
            SETTINGS,
            null,
            null);
    String image = SIGNER.sign("/images/a.png?format=png");

    Answered answered = answer(large, HttpEvents.get(image, Map.of()));
    assertThat(answered.status()).isEqualTo(413);
    assertIsAProblemForThePublic(answered);
    assertThat(answered.text()).contains("at most 4706304");
    assertThat(answered.fields()).containsEntry("cache-control", "no-store");

    Answered part = answer(large, HttpEvents.get(image, Map.of("range", "bytes=0-9")));
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.body()).hasSize(10);
  }

  @Test
  void fitsIntoAnAnswerOfLambdaUpToTheLimit() throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    IntStream.range(0, 100).forEach(i -> fields.put("field-" + i, "x".repeat(140)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new HttpAnswer(200, fields, new byte[HttpEventHandler.MAX_BODY_BYTES], true).writeTo(out);
    assertThat(out.size()).isLessThan(RuntimeEndpoint.MAX_PAYLOAD);
  }

  @Test
  void answersAFaultOfItsOwn() throws IOException {
    ResizeService faulty =
        new ResizeService() {
          @Override
          public ResizedImage resize(ImageRequest request) {
            throw new IllegalStateException("secret");
          }

          @Override
          public String engine() {
            return "faulty";
          }
        };
    HttpEventHandler broken = new HttpEventHandler(faulty, SETTINGS, null, null);

    Answered answered =
        answer(broken, HttpEvents.get(SIGNER.sign("/images/a.png?w=10&format=png"), Map.of()));
    assertThat(answered.status()).isEqualTo(500);
    assertIsAProblemForThePublic(answered);
    assertThat(answered.text()).doesNotContain("secret");
  }

  private static void assertIsAProblemForThePublic(Answered answered) {
    assertThat(answered.fields()).containsEntry("content-type", "application/problem+json");
    assertThat(answered.text())
        .contains("\"detail\":\"")
        .doesNotContain("Exception", "\\n", "\tat ", "io.github");
  }

  private static Map<String, String> withoutTiming(Map<String, String> fields) {
    Map<String, String> rest = new TreeMap<>(fields);
    rest.remove("server-timing");
    return rest;
  }

  private Answered answer(byte[] event) throws IOException {
    return answer(handler, event);
  }

  private static Answered answer(HttpEventHandler handler, byte[] event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event), out, null);
    return HttpEvents.read(out.toByteArray());
  }

  private static ImageSource original(String name, byte[] bytes) {
    return new ImageSource() {
      @Override
      public SourceImage read(String path, ReadAllowance allowance) {
        return SourceImage.wrap(bytes, version(path));
      }

      @Override
      public String version(String path) {
        if (!path.equals(name)) {
          throw new io.github.imageresize.ImageResizeException(
              io.github.imageresize.ImageResizeException.Reason.SOURCE_NOT_FOUND, "no " + path);
        }
        return "v1";
      }
    };
  }
}
