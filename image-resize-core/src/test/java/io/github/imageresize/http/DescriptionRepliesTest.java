package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizeService;
import io.github.imageresize.local.LocalResizeService;
import io.github.imageresize.source.DirectoryImageSource;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an original is, asked over HTTP. */
class DescriptionRepliesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final SigningKey KEY = SigningKey.parse("k1:" + "5a".repeat(32));
  private static final String USUAL =
      "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=86400";

  @TempDir private Path folder;
  private ResizeService service;

  @BeforeEach
  void start() throws IOException {
    service = ResizeService.builder(new DirectoryImageSource(folder)).build();
    draw("a.png", 30, 20);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void draw(String name, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(200, 20, 30));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  private ImageHttpHandler.Builder open(SizePolicy policy) {
    return ImageHttpHandler.builder(service)
        .sizes(policy)
        .descriptions(true)
        .clock(InstantSource.fixed(NOW))
        .nanoTime(() -> 0);
  }

  private HttpReply get(ImageHttpHandler handler, String target, String... fields) {
    return handler.answer(head("GET", target, fields));
  }

  private HttpReply get(String target, String... fields) {
    return get(open(SizePolicy.allowAnySize()).build(), target, fields);
  }

  private static HttpRequestHead head(String method, String target, String... fields) {
    Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < fields.length; i += 2) {
      map.put(fields[i], fields[i + 1]);
    }
    String[] parts = target.split("\\?", 2);
    return HttpRequestHead.of(method, parts[0], parts.length == 2 ? parts[1] : null, map::get);
  }

  private static JsonNode json(HttpReply reply) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reply.writeTo(out);
    return new ObjectMapper().readTree(out.toByteArray());
  }

  private static Map<String, String> fields(HttpReply reply) {
    Map<String, String> fields = new TreeMap<>();
    reply.forEachField(fields::put);
    return fields;
  }

  @Test
  void tellsWhatTheOriginalIs() throws IOException {
    HttpReply reply = get("/images/a.png?describe=true");

    assertThat(reply.status()).isEqualTo(200);
    JsonNode description = json(reply);
    assertThat(description.get("format").asText()).isEqualTo("png");
    assertThat(description.get("width").asInt()).isEqualTo(30);
    assertThat(description.get("height").asInt()).isEqualTo(20);
    assertThat(description.get("frames").asInt()).isEqualTo(1);
    assertThat(description.get("alpha").asBoolean()).isFalse();
    assertThat(description.get("profile").isNull()).isTrue();
    assertThat(description.get("dominantColor").asText()).isEqualTo("#c8141e");
    assertThat(description.get("thumbHash").binaryValue()).hasSizeBetween(5, 30);
    assertThat(description.get("placeholder").asText()).startsWith("data:image/png;base64,iVBOR");
    Map<String, String> fields = fields(reply);
    assertThat(fields.remove("ETag")).matches("\"[A-Za-z0-9_-]{22}\"");
    assertThat(fields)
        .isEqualTo(
            Map.of(
                "Content-Type", "application/json",
                "Content-Length", Integer.toString(reply.bodyLength()),
                "Cache-Control", USUAL,
                "Server-Timing", "description;dur=0.000",
                "X-Content-Type-Options", "nosniff",
                "Content-Security-Policy", "default-src 'none'"));
  }

  @Test
  void isToldInEitherSpellingOfTheOptions() throws IOException {
    assertThat(json(get("/images/describe_true/a.png")).get("width").asInt()).isEqualTo(30);
    ImageUrls inPath = ImageUrls.builder().pathOptions(true).build();
    assertThat(inPath.descriptionUrl("a.png")).isEqualTo("/images/describe_true/a.png");
    assertThat(ImageUrls.builder().build().descriptionUrl("a.png"))
        .isEqualTo("/images/a.png?describe=true");
  }

  @Test
  void isRefusedUnlessTheHostOpensIt() throws IOException {
    ImageHttpHandler closed =
        ImageHttpHandler.builder(service).sizes(SizePolicy.allowAnySize()).build();

    HttpReply reply = get(closed, "/images/a.png?describe=true");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply).get("detail").asText())
        .contains("describe must be left out")
        .contains("ImageHttpHandler.builder(...).descriptions(true)");
  }

  @ParameterizedTest
  @CsvSource({
    "describe=true&w=320, w must be left out beside describe",
    "format=png&describe=true, format must be left out beside describe",
    "describe=false, describe must be true",
    "describe, describe must be true",
    "describe=true&describe=true, option must not be given more than once",
  })
  void standsAlone(String query, String rule) throws IOException {
    HttpReply reply = get("/images/a.png?" + query);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply).get("detail").asText()).contains(rule);
  }

  @Test
  void isWhatThoseShouldAskWhoWantAThumbHash() throws IOException {
    HttpReply reply = get("/images/a.png?format=thumbhash");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply).get("detail").asText())
        .contains("or auto (a ThumbHash is part of what describe tells: describe=true in a URL");
  }

  @Test
  void isAllowedOfEveryOriginalWhereListsOfSizesDecide() {
    ImageHttpHandler widths = open(SizePolicy.widths(320)).build();
    assertThat(get(widths, "/images/a.png?describe=true").status()).isEqualTo(200);
    assertThat(get(widths, "/images/a.png?describe=true&v=1").status())
        .as("a version of a stranger's own would fill caches")
        .isEqualTo(403);

    ImageHttpHandler presets = open(Presets.of(Map.of("thumb", "w=9"))).build();
    assertThat(get(presets, "/images/a.png?describe=true").status()).isEqualTo(200);
    assertThat(get(presets, "/images/a.png?describe=true&p=thumb").status()).isEqualTo(403);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Presets.of(Map.of("what", "describe=true")))
        .withMessageContaining("describe");
  }

  @Test
  void isForThePolicyToRefuse() {
    ImageHttpHandler handler =
        open(SizePolicy.allowAnySize().and(SizePolicy.sources("public/"))).build();
    assertThat(get(handler, "/images/a.png?describe=true").status()).isEqualTo(403);

    SizePolicy picturesOnly =
        target ->
            target.isDescription()
                ? Verdict.refuse("Pictures only.")
                : Verdict.admit(target.request());
    ImageHttpHandler pictures = open(picturesOnly).build();
    assertThat(get(pictures, "/images/a.png?describe=true").status()).isEqualTo(403);
    assertThat(get(pictures, "/images/a.png").status()).isEqualTo(200);
  }

  @Test
  void needsASignatureOfItsOwnWhereUrlsAreSigned() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    ImageHttpHandler handler = open(new SignaturePolicy(List.of(KEY), clock)).build();
    ImageUrls urls = ImageUrls.builder().signingKey(KEY).build();
    String ofImage = urls.url(ImageRequest.builder("a.png").build());
    String ofDescription = urls.descriptionUrl("a.png");

    assertThat(get(handler, ofDescription).status()).isEqualTo(200);
    assertThat(get(handler, "/images/a.png?describe=true").status()).isEqualTo(403);
    assertThat(get(handler, ofImage + "&describe=true").status()).isEqualTo(403);
    assertThat(get(handler, ofDescription.replace("describe=true&", "")).status()).isEqualTo(403);
    String forTenSeconds =
        UrlSigner.of(KEY).sign("/images/a.png?describe=true", NOW.plusSeconds(10));
    assertThat(get(handler, forTenSeconds).field("Cache-Control")).contains("public, max-age=10");
  }

  @Test
  void isKeptForGoodUnderAProvenVersionAloneAndForOneCallerWhereThePolicySaysSo() {
    SizePolicy current = SizePolicy.allowAnySize().withCurrentVersions(source -> Optional.of("2"));
    ImageHttpHandler handler = open(current).build();
    assertThat(get(handler, "/images/a.png?describe=true&v=2").field("Cache-Control"))
        .contains("public, max-age=31536000, immutable");
    assertThat(get(handler, "/images/a.png?describe=true&v=3").field("Cache-Control"))
        .contains(USUAL);

    SizePolicy personal = target -> Verdict.admit(target.request()).forThisCallerOnly();
    assertThat(
            get(open(personal).build(), "/images/a.png?describe=true")
                .field("Cache-Control")
                .orElseThrow())
        .startsWith("private, ");
  }

  @Test
  void isNotSentAgainToThoseWhoHaveIt() throws IOException {
    String tag = get("/images/a.png?describe=true").field("ETag").orElseThrow();

    HttpReply known = get("/images/a.png?describe=true", "If-None-Match", tag);
    assertThat(known.status()).isEqualTo(304);
    assertThat(known.bodyLength()).isZero();
    assertThat(fields(known)).containsKeys("ETag", "Cache-Control");
    assertThat(fields(known)).doesNotContainKeys("Content-Type", "Content-Length");

    draw("a.png", 31, 20);
    service.invalidate("a.png");
    HttpReply changed = get("/images/a.png?describe=true", "If-None-Match", tag);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(json(changed).get("width").asInt()).isEqualTo(31);
  }

  @Test
  void hasNoPartsAndNoBodyForHead() {
    HttpReply whole = get("/images/a.png?describe=true", "Range", "bytes=0-1");
    assertThat(whole.status()).isEqualTo(200);

    HttpReply head =
        open(SizePolicy.allowAnySize()).build().answer(head("HEAD", "/images/a.png?describe=true"));
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.bodyLength()).isZero();
    assertThat(head.field("Content-Length")).contains(Integer.toString(whole.bodyLength()));
    assertThat(head.field("ETag")).isEqualTo(whole.field("ETag"));
  }

  @Test
  void failsInWordsEvenWhereImagesHaveAFallback() throws IOException {
    Files.writeString(folder.resolve("text.png"), "no image, though its name says so");
    ImageHttpHandler handler =
        open(SizePolicy.allowAnySize()).fallbackImages(FallbackImages.of("a.png")).build();

    HttpReply missing = get(handler, "/images/missing.png?describe=true");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.field("Content-Type")).contains("application/problem+json");
    assertThat(missing.field("Cache-Control")).contains("public, max-age=60");
    assertThat(get(handler, "/images/text.png?describe=true").status()).isEqualTo(415);
    assertThat(get(handler, "/images/%2e%2e/a.png?describe=true").status()).isEqualTo(404);
  }

  @Test
  void isRefusedByAnEngineThatCanTellNothing() throws IOException {
    ImageHttpHandler handler =
        ImageHttpHandler.builder(new MapService())
            .sizes(SizePolicy.allowAnySize())
            .descriptions(true)
            .build();

    HttpReply reply = get(handler, "/images/a.png?describe=true");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.field("Cache-Control")).contains("no-store");
    assertThat(json(reply).get("detail").asText())
        .isEqualTo("the engine test-1 can't describe originals");
  }

  @Test
  void isWorkForTheExecutor() {
    ImageHttpHandler handler = open(SizePolicy.allowAnySize()).build();
    HttpRequestHead asked = head("GET", "/images/a.png?describe=true");

    assertThat(handler.answerAtOnce(asked)).isEmpty();
    assertThat(handler.answerAsync(asked, Runnable::run).join().status()).isEqualTo(200);
    assertThat(
            handler
                .answerAsync(head("GET", "/images/missing.png?describe=true"), Runnable::run)
                .join()
                .status())
        .isEqualTo(404);
    HttpReply refused =
        handler
            .answerAsync(
                asked,
                work -> {
                  throw new RejectedExecutionException("full");
                })
            .join();
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.field("Retry-After")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isMadeAnewForCallersWhomTheHostTrusts(boolean trusted) throws IOException {
    ImageHttpHandler handler =
        open(SizePolicy.allowAnySize().withBypassFor(target -> trusted)).build();
    assertThat(json(get(handler, "/images/a.png?describe=true")).get("width").asInt())
        .isEqualTo(30);

    draw("a.png", 31, 20);

    HttpReply anew = get(handler, "/images/a.png?describe=true", "Cache-Control", "no-cache");
    assertThat(json(anew).get("width").asInt()).isEqualTo(trusted ? 31 : 30);
  }

  @Test
  void hasTheFieldsOfTheHostAndIsPurgedWithTheImages() {
    ImageHttpHandler handler =
        open(SizePolicy.allowAnySize())
            .clientHints(true)
            .headers(ReplyHeaders.builder().allowOrigin("*").cacheTags("Cache-Tag").build())
            .build();

    HttpReply reply = get(handler, "/images/a.png?describe=true", "Save-Data", "on");

    assertThat(reply.status()).as("hints are about images").isEqualTo(200);
    assertThat(reply.field("Access-Control-Allow-Origin")).contains("*");
    assertThat(reply.field("Cache-Tag")).contains("a.png");
    assertThat(reply.field("Vary").orElseThrow()).doesNotContain("Accept");
  }

  @Test
  void givesPagesTheRoomThatAnImageWillTake() throws IOException {
    draw("beach.jpg", 2000, 1000);
    ImageUrls urls = ImageUrls.builder().build();
    ImageRequest beach = ImageRequest.builder("beach.jpg").build();
    ImageDescription original = service.describe("beach.jpg");
    String html = urls.img(beach, "A beach", "100vw", original, 320, 640, 1280);

    assertThat(html).contains(" width=\"640\" height=\"320\"");
  }

  @Test
  void isExplained() {
    Explanation explanation =
        open(SizePolicy.allowAnySize()).build().explain(head("GET", "/images/a.png?describe=true"));

    assertThat(explanation.verdict().isAdmitted()).isTrue();
    assertThat(explanation.key()).isNull();
    assertThat(explanation.isDescription()).isTrue();
    assertThat(explanation.cacheControl()).isEqualTo(USUAL);
  }

  @Test
  void isWithinTheLimitsOfImages() throws IOException {
    draw("large.png", 400, 400);
    LocalResizeService bounded =
        LocalResizeService.builder(new DirectoryImageSource(folder))
            .limits(ResizeLimits.builder().sourcePixels(1000).build())
            .build();
    ImageHttpHandler handler =
        ImageHttpHandler.builder(bounded)
            .sizes(SizePolicy.allowAnySize())
            .descriptions(true)
            .build();

    assertThat(get(handler, "/images/a.png?describe=true").status()).isEqualTo(200);
    assertThat(get(handler, "/images/large.png?describe=true").status()).isEqualTo(413);
  }
}
