package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Damage;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ImageHttpHandlerTest {
  private static final String USUAL =
      "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=86400";

  private final MapService service = new MapService();
  private final ImageHttpHandler handler = handler(SizePolicy.allowAnySize());

  private ImageHttpHandler handler(SizePolicy policy) {
    return ImageHttpHandler.builder(service).sizes(policy).nanoTime(() -> 0).build();
  }

  private static HttpRequestHead head(String method, String target, String... fields) {
    Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < fields.length; i += 2) {
      map.put(fields[i], fields[i + 1]);
    }
    String[] parts = target.split("\\?", 2);
    return HttpRequestHead.of(method, parts[0], parts.length == 2 ? parts[1] : null, map::get);
  }

  private HttpReply get(String target, String... fields) {
    return handler.answer(head("GET", target, fields));
  }

  private static Map<String, String> fields(HttpReply reply) {
    Map<String, String> fields = new TreeMap<>();
    reply.forEachField(
        (name, value) -> assertThat(fields.put(name, value)).as("second " + name).isNull());
    return fields;
  }

  private static String body(HttpReply reply) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reply.writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void sendsAnImageWithEverythingThatIsToBeSaidOfIt() throws IOException {
    HttpReply reply = get("/images/a.png?w=4");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(body(reply)).isEqualTo("an image");
    Map<String, String> fields = fields(reply);
    assertThat(fields.remove("ETag")).matches("\"[A-Za-z0-9_-]{22}\"");
    assertThat(fields)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("Content-Type", "image/png"),
                Map.entry("Content-Length", "8"),
                Map.entry("Content-Disposition", "inline"),
                Map.entry("Accept-Ranges", "bytes"),
                Map.entry("Cache-Control", USUAL),
                Map.entry("Vary", "Accept"),
                Map.entry("Cache-Status", "image-resize; fwd=miss; detail=local"),
                Map.entry("Server-Timing", "image;dur=0.000"),
                Map.entry("X-Content-Type-Options", "nosniff"),
                Map.entry("Content-Security-Policy", "default-src 'none'")));
  }

  @Test
  void answersAtOnceOnlyWhatNeedsNoWork() {
    HttpRequestHead asked = head("GET", "/images/a.png?w=4");
    assertThat(handler.answerAtOnce(asked)).isEmpty();
    assertThat(service.resizes).isZero();
    handler.answer(asked);

    HttpReply hit = handler.answerAtOnce(asked).orElseThrow();

    assertThat(hit.status()).isEqualTo(200);
    assertThat(hit.field("cache-status")).contains("image-resize; hit");
    assertThat(handler.answerAtOnce(head("GET", "/images/a.png?w=0")))
        .hasValueSatisfying(reply -> assertThat(reply.status()).isEqualTo(400));
  }

  @Test
  void saysOfAMissWhoMadeTheImageAndIfAnotherRequestDid() {
    service.collapsed = true;

    assertThat(get("/images/a.png?w=4").field("Cache-Status"))
        .contains("image-resize; fwd=miss; collapsed; detail=local");
    service.failure = new ImageResizeException(Reason.CORRUPT_IMAGE, "at /private/a.png");
    assertThat(get("/images/a.png?w=4").field("Cache-Status"))
        .contains("image-resize; fwd=miss; detail=corrupt-image");
  }

  @Test
  void answersARememberedFailureAtOnce() {
    service.remembered = new ImageResizeException(Reason.CORRUPT_IMAGE, "at /private/a.png");

    HttpReply reply = handler.answerAtOnce(head("GET", "/images/a.png")).orElseThrow();

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.field("Cache-Status")).contains("image-resize; hit; detail=corrupt-image");
    assertThat(reply.field("Cache-Control")).contains("public, max-age=60");
  }

  @Test
  void tellsByTheVersionAloneThatTheClientHasTheImage() {
    String tag = get("/images/a.png?w=4").field("ETag").orElseThrow();
    service.kept.clear();

    HttpReply reply = get("/images/a.png?w=4", "If-None-Match", "\"other\", W/" + tag);

    assertThat(reply.status()).isEqualTo(304);
    assertThat(reply.bodyLength()).isZero();
    assertThat(fields(reply).keySet()).contains("ETag", "Cache-Control", "Vary");
    assertThat(fields(reply).keySet()).doesNotContain("Content-Length", "Content-Type");
    assertThat(service.resizes).isEqualTo(1);
  }

  @Test
  void sendsTheImageAgainOnceTheOriginalHasChanged() {
    String tag = get("/images/a.png?w=4").field("ETag").orElseThrow();
    service.version = "v2";

    HttpReply reply = get("/images/a.png?w=4", "If-None-Match", tag);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.field("ETag")).isPresent().get().isNotEqualTo(tag);
  }

  @Test
  void makesTheImageBeforeItSaysThatAnyCopyWillDo() {
    assertThat(get("/images/a.png", "If-None-Match", "*").status()).isEqualTo(304);
    assertThat(service.resizes).isEqualTo(1);
  }

  @Test
  void givesNoTagToWhatHasNoVersion() {
    service.version = "";

    assertThat(get("/images/a.png").field("ETag")).isEmpty();
    assertThat(get("/images/a.png?v=1").field("ETag")).isPresent();
  }

  @Test
  void callsAnImageImmutableOnlyIfTheHostVouchesForItsVersion() {
    ImageHttpHandler knowing =
        handler(SizePolicy.allowAnySize().withCurrentVersions(source -> Optional.of("2")));

    assertThat(get("/images/a.png?v=1").field("Cache-Control").orElseThrow())
        .as("anyone may write v=1")
        .doesNotContain("immutable");
    assertThat(knowing.answer(head("GET", "/images/a.png?v=2")).field("Cache-Control"))
        .contains("public, max-age=31536000, immutable");
    assertThat(
            knowing.answer(head("GET", "/images/a.png?v=3")).field("Cache-Control").orElseThrow())
        .as("tomorrow's version")
        .doesNotContain("immutable");
  }

  @Test
  void tellsTheClientWhatThePolicyAllows() throws IOException {
    HttpReply reply =
        handler(SizePolicy.widths(320, 640)).answer(head("GET", "/images/a.png?w=321"));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.field("Cache-Control")).contains("no-store");
    assertThat(body(reply))
        .contains("\"reason\":\"forbidden\"")
        .contains("w must be 320 or 640, but is 321.");
    assertThat(service.resizes).isZero();
  }

  @Test
  void letsTheWorkOfAStandInLiveOnlyShortly() {
    String tag = get("/images/a.png?v=1").field("ETag").orElseThrow();
    service.provisional = true;

    HttpReply reply = get("/images/a.png?v=1");

    assertThat(reply.field("Cache-Control")).contains("public, max-age=60");
    assertThat(reply.field("ETag")).isPresent().get().isNotEqualTo(tag);
  }

  @Test
  void namesDamageOfTheOriginalAndLetsTheImageLiveOnlyShortly() {
    service.damage = new Damage(0.43, "rows are missing");

    HttpReply reply = get("/images/a.png?v=1");

    assertThat(reply.field("Cache-Control")).contains("public, max-age=60");
    assertThat(reply.field("Cache-Status"))
        .contains("image-resize; fwd=miss; detail=\"damaged original, 43% arrived\"");
  }

  @Test
  void variesOnlyWhereTheFormatIsNegotiated() {
    HttpReply named = get("/images/a.png?format=png", "Accept", "image/webp");
    HttpReply open = get("/images/a.png", "Accept", "image/webp");

    assertThat(named.field("Vary")).isEmpty();
    assertThat(named.field("Content-Type")).contains("image/png");
    assertThat(open.field("Vary")).contains("Accept");
    assertThat(open.field("Content-Type")).contains("image/webp");
    assertThat(open.field("ETag")).isNotEqualTo(named.field("ETag"));
  }

  @Test
  void answersHeadLikeGetWithoutTheBody() {
    HttpReply got = get("/images/a.png");
    service.kept.clear();

    HttpReply reply = handler.answer(head("HEAD", "/images/a.png"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.bodyLength()).isZero();
    assertThat(fields(reply)).isEqualTo(fields(got));
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"})
  void allowsNoOtherMethod(String method) {
    HttpReply reply = handler.answerAtOnce(head(method, "/images/a.png")).orElseThrow();

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.field("Allow")).contains("GET, HEAD");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=3-,206,image,bytes 3-7/8",
    "bytes=0-1,206,an,bytes 0-1/8",
    "bytes=-5,206,image,bytes 3-7/8",
    "bytes=0-1;3-4,200,an image,",
  })
  void sendsTheRangeThatIsAskedFor(String range, int status, String body, @Nullable String part)
      throws IOException {
    HttpReply reply = get("/images/a.png", "Range", range);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(body(reply)).isEqualTo(body);
    assertThat(reply.field("Content-Length")).contains(String.valueOf(body.length()));
    assertThat(reply.field("Content-Range")).isEqualTo(Optional.ofNullable(part));
  }

  @Test
  void refusesARangeBehindTheEnd() {
    HttpReply reply = get("/images/a.png", "Range", "bytes=8-");

    assertThat(reply.status()).isEqualTo(416);
    assertThat(reply.field("Content-Range")).contains("bytes */8");
  }

  @Test
  void sendsAllToAClientThatHasAPartOfAnotherImage() {
    String tag = get("/images/a.png").field("ETag").orElseThrow();

    assertThat(get("/images/a.png", "Range", "bytes=3-", "If-Range", tag).status()).isEqualTo(206);
    assertThat(get("/images/a.png", "Range", "bytes=3-", "If-Range", "\"x\"").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void tellsOfAFailureInPublicWordsAlone(Reason reason) throws IOException {
    service.failure =
        new ImageResizeException(reason, "at /private/a.png").withPublicMessage("Say \"no\".\n");

    HttpReply reply = get("/images/a.png");

    assertThat(reply.status()).isEqualTo(FailureStatus.of(reason));
    assertThat(reply.field("Content-Type")).contains("application/problem+json");
    assertThat(reply.field("Cache-Control"))
        .contains(
            reason == Reason.SOURCE_NOT_FOUND || reason == Reason.CORRUPT_IMAGE
                ? "public, max-age=60"
                : "no-store");
    assertThat(reply.field("Retry-After").isPresent()).isEqualTo(reason == Reason.OVERLOADED);
    assertThat(body(reply))
        .startsWith("{\"type\":\"about:blank\",\"title\":\"")
        .contains("\"status\":" + FailureStatus.of(reason) + ",")
        .contains("\"detail\":\"Say \\\"no\\\".?\"}")
        .doesNotContain("private", "Error\"");
  }

  @Test
  void roundsTheTimeToRetryUpToWholeSeconds() {
    service.failure =
        new ImageResizeException(Reason.OVERLOADED, "full").withRetryAfter(Duration.ofMillis(2100));

    assertThat(get("/images/a.png").field("Retry-After")).contains("3");
  }

  @Test
  void tellsNothingOfAFault() throws IOException {
    service.failure = new IllegalStateException("at /private/a.png");

    HttpReply reply = get("/images/a.png");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(body(reply)).doesNotContain("private", "IllegalState");
  }

  @Test
  void leavesItToThePolicyWhoMayAskForWhat() {
    ImageHttpHandler strict =
        ImageHttpHandler.builder(service)
            .sizes(
                target -> {
                  throw new ImageResizeException(Reason.FORBIDDEN, "not this one");
                })
            .build();

    assertThat(strict.answer(head("GET", "/images/a.png")).status()).isEqualTo(403);
    assertThat(service.resizes).isZero();
  }

  @Test
  void needsAPolicyToBeBuilt() {
    assertThatThrownBy(() -> ImageHttpHandler.builder(service).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SizePolicy.allowAnySize()");
  }

  @Test
  void handlesOnlyWhatIsBehindItsPrefix() {
    ImageHttpHandler other =
        ImageHttpHandler.builder(service)
            .sizes(SizePolicy.allowAnySize())
            .prefix("/shop/img/")
            .build();

    assertThat(other.handles("/shop/img/a.png")).isTrue();
    assertThat(other.handles("/shop/img")).isFalse();
    assertThat(other.handles("/images/a.png")).isFalse();
    assertThatThrownBy(() -> other.answer(head("GET", "/images/a.png")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"images", "/images", "images/", "/a b/", "/a%20/", "//"})
  void refusesAPrefixThatIsNoPlainFolder(String prefix) {
    assertThatThrownBy(() -> ImageHttpHandler.builder(service).prefix(prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("prefix must");
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    ImageHttpHandler.Builder builder = ImageHttpHandler.builder(service);

    assertThatThrownBy(() -> ReplyLifetimes.builder().maxAge(Duration.ofSeconds(-1)))
        .hasMessageContaining("maxAge must not be negative");
    assertThatThrownBy(() -> builder.cacheName("two words"))
        .hasMessageContaining("cacheName must be a token");
  }

  @Test
  void explainsWhatItMakesOfARequestWithoutDoingIt() {
    HttpRequestHead asked =
        HttpRequestHead.get("/images/a.png?w=4").withField("Accept", "image/webp");

    Explanation open = handler.explain(asked);
    Explanation strict = handler(SizePolicy.widths(5)).explain(asked);

    assertThat(open.negotiated()).isTrue();
    assertThat(open.request())
        .isEqualTo(ImageRequest.builder("a.png").width(4).format(ImageFormat.WEBP).build());
    assertThat(open.key().explain()).contains(";w=4;").contains(";format=webp;");
    assertThat(open.cacheControl()).isEqualTo(USUAL);
    assertThat(strict.verdict().refusal()).contains("w must be 5, but is 4.");
    assertThat(strict.request()).isNull();
    assertThat(service.resizes).isZero();
  }
}
