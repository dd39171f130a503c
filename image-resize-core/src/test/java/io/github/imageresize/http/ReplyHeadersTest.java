package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyHeadersTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ReplyHeaders ALL =
      ReplyHeaders.builder()
          .allowOrigin("*")
          .timingAllowOrigin("https://shop.example")
          .crossOriginResourcePolicy("cross-origin")
          .cacheTags("Cache-Tag")
          .fileNames()
          .further((request, image) -> Map.of("X-Width", Integer.toString(image.width())))
          .build();

  private final MapService service = new MapService();

  private ImageHttpHandler.Builder builder() {
    return ImageHttpHandler.builder(service)
        .sizes(SizePolicy.allowAnySize())
        .clock(() -> NOW)
        .nanoTime(() -> 0);
  }

  private HttpReply get(ReplyHeaders headers, String target) {
    return builder().headers(headers).build().answer(HttpRequestHead.get(target));
  }

  private String cacheControl(SizePolicy policy, String target) {
    return builder()
        .sizes(policy)
        .build()
        .answer(HttpRequestHead.get(target))
        .field("Cache-Control")
        .orElseThrow();
  }

  @Test
  void addsWhatTheSiteWants() {
    HttpReply reply = get(ALL, "/images/a/b.png?w=3");

    assertThat(reply.field("Access-Control-Allow-Origin")).contains("*");
    assertThat(reply.field("Timing-Allow-Origin")).contains("https://shop.example");
    assertThat(reply.field("Cross-Origin-Resource-Policy")).contains("cross-origin");
    assertThat(reply.field("Cache-Tag")).contains("a/b.png");
    assertThat(reply.field("Content-Disposition")).contains("inline; filename=\"b.png\"");
    assertThat(reply.field("X-Width")).contains("4");
  }

  @Test
  void letsScriptsOfOtherOriginsReadWhyThereIsNoImage() {
    HttpReply reply = get(ALL, "/images/a.png?w=0");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.field("Access-Control-Allow-Origin")).contains("*");
    assertThat(reply.field("Cache-Tag")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.png|inline; filename=\"a.png\"",
        "a|inline; filename=\"a.png\"",
        ".a|inline; filename=\".a.png\"",
        "x/a.b.jpg|inline; filename=\"a.b.png\"",
        "%22%3B%20x=y%5C.png|400",
        "%22%3B%20x=y.png|inline; filename=\"__ x_y.png\"; filename*=UTF-8''%22%3B%20x%3Dy.png",
        "%C3%A9t%C3%A9.png|inline; filename=\"_t_.png\"; filename*=UTF-8''%C3%A9t%C3%A9.png"
      })
  void namesTheFileWithoutLettingTheNameOutOfItsQuotes(String path, String disposition) {
    HttpReply reply = get(ALL, "/images/" + path);

    assertThat(reply.status() == 200 ? reply.field("Content-Disposition").orElse("") : "400")
        .isEqualTo(disposition);
  }

  @Test
  void savesInsteadOfShowingWhereToldTo() {
    assertThat(
            get(ReplyHeaders.builder().attachment().build(), "/images/a.png")
                .field("Content-Disposition"))
        .contains("attachment");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Cache-Tag|overlay=marks/b,c.png|a.png,marks/b%2Cc.png",
        "Surrogate-Key|overlay=marks/b%20c.png|a.png marks/b%20c.png",
        "XKey|overlay=b.png|a.png b.png",
        "Cache-Tag|overlay=a.png|a.png",
        "Cache-Tag|w=4|a.png"
      })
  void tagsAnImageWithEveryPictureThatItShows(String field, String options, String tags) {
    ReplyHeaders own = ReplyHeaders.builder().cacheTags(field).build();

    HttpReply reply = get(own, "/images/a.png?" + options);

    assertThat(reply.field(field)).contains(tags);
  }

  @Test
  void separatesTagsAsTheHostSays() {
    ReplyHeaders own = ReplyHeaders.builder().cacheTags("Cache-Tag", " ").build();

    assertThat(get(own, "/images/a.png?overlay=b.png").field("Cache-Tag")).contains("a.png b.png");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplyHeaders.builder().cacheTags("Cache-Tag", ";"))
        .withMessage("separator must be a comma or a blank, but is ;");
  }

  @Test
  void tagsAnyOriginalWithOneWord() {
    assertThat(ReplyHeaders.cacheTag("a b,c/é.jpg")).isEqualTo("a%20b%2Cc/%C3%A9.jpg");
    assertThat(ReplyHeaders.cacheTag("é".repeat(100))).matches("sha256\\.[A-Za-z0-9_-]{43}");
  }

  @Test
  void putsTheHostsWordInThePlaceOfOurs() {
    ReplyHeaders own =
        ReplyHeaders.builder()
            .further((request, image) -> Map.of("cache-control", "private"))
            .build();

    assertThat(get(own, "/images/a.png").field("Cache-Control")).contains("private");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\u0000", "é"})
  void sendsNoFieldThatIsNone(String value) {
    ReplyHeaders own =
        ReplyHeaders.builder().further((request, image) -> Map.of("X-Own", value)).build();

    HttpReply reply = get(own, "/images/a.png");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.field("X-Own")).isEmpty();
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    ReplyHeaders.Builder headers = ReplyHeaders.builder();

    assertThatIllegalArgumentException().isThrownBy(() -> headers.allowOrigin("shop.example"));
    assertThatIllegalArgumentException().isThrownBy(() -> headers.allowOrigin("https://a\r\nb"));
    assertThatIllegalArgumentException().isThrownBy(() -> headers.cacheTags("two words"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> headers.crossOriginResourcePolicy("anyone"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ReplyLifetimes.builder().failure(Reason.OVERLOADED, Duration.ofMinutes(1)))
        .withMessageContaining("must not be kept");
  }

  @Test
  void handsOutTheLifetimesThatAreSet() {
    ReplyLifetimes lifetimes =
        ReplyLifetimes.builder()
            .maxAge(Duration.ofMinutes(5))
            .sharedMaxAge(Duration.ofDays(30))
            .staleWhileRevalidate(Duration.ofMinutes(1))
            .staleIfError(Duration.ZERO)
            .failure(Reason.SOURCE_NOT_FOUND, Duration.ofSeconds(7))
            .failure(Reason.CORRUPT_IMAGE, Duration.ZERO)
            .build();
    ImageHttpHandler handler = builder().lifetimes(lifetimes).build();

    assertThat(handler.answer(HttpRequestHead.get("/images/a.png")).field("Cache-Control"))
        .contains("public, max-age=300, s-maxage=2592000, stale-while-revalidate=60");
    service.failure = new ImageResizeException(Reason.SOURCE_NOT_FOUND, "gone");
    assertThat(handler.answer(HttpRequestHead.get("/images/b.png")).field("Cache-Control"))
        .contains("public, max-age=7");
    service.failure = new ImageResizeException(Reason.CORRUPT_IMAGE, "bad");
    assertThat(handler.answer(HttpRequestHead.get("/images/b.png")).field("Cache-Control"))
        .contains("no-store");
  }

  @Test
  void handsOutNoFullLifetimeOfAnImageThatIsBeingRefreshed() {
    service.freshUntil = NOW.plusSeconds(90);
    builder().build().answer(HttpRequestHead.get("/images/fresh.png"));
    service.freshUntil = NOW.minusSeconds(5);
    builder().build().answer(HttpRequestHead.get("/images/stale.png"));

    HttpReply fresh =
        builder().build().answerAtOnce(HttpRequestHead.get("/images/fresh.png")).orElseThrow();
    HttpReply stale =
        builder().build().answerAtOnce(HttpRequestHead.get("/images/stale.png")).orElseThrow();

    assertThat(fresh.field("Cache-Status")).contains("image-resize; hit; ttl=90");
    assertThat(fresh.field("Cache-Control").orElseThrow()).startsWith("public, max-age=3600");
    assertThat(stale.field("Cache-Status")).contains("image-resize; hit; ttl=-5");
    assertThat(stale.field("Cache-Control")).contains("public, max-age=60");
  }

  @Test
  void letsNothingOutliveItsUrlNorReachOthers() {
    SizePolicy ending =
        target -> Verdict.admit(target.request()).withProvenVersion().until(NOW.plusSeconds(100));
    SizePolicy confidential = target -> Verdict.admit(target.request()).forThisCallerOnly();

    assertThat(cacheControl(ending, "/images/a.png?v=1")).isEqualTo("public, max-age=100");
    assertThat(cacheControl(confidential, "/images/a.png")).startsWith("private, max-age=3600");
  }

  @Test
  void keepsFailuresFromOthersWhereOneCallerAloneMayAsk() {
    service.failure = new ImageResizeException(Reason.SOURCE_NOT_FOUND, "gone");
    SizePolicy confidential = target -> Verdict.admit(target.request()).forThisCallerOnly();

    assertThat(cacheControl(confidential, "/images/a.png")).isEqualTo("private, max-age=60");
  }

  @Test
  void variesOnFailuresToo() {
    service.failure = new ImageResizeException(Reason.SOURCE_NOT_FOUND, "gone");

    HttpReply missing = builder().build().answer(HttpRequestHead.get("/images/a.png"));

    assertThat(missing.field("Cache-Control")).contains("public, max-age=60");
    assertThat(missing.field("Vary")).contains("Accept");
  }

  @Test
  void variesOnWhatThePolicyLooksAt() {
    SizePolicy bySite =
        new SizePolicy() {
          @Override
          public Set<String> fields() {
            return Set.of("X-Site");
          }

          @Override
          public Verdict decide(RequestTarget target) {
            return Verdict.admit(target.request());
          }
        };
    ImageHttpHandler handler = builder().sizes(bySite).build();

    assertThat(handler.fields()).containsExactly("X-Site");
    assertThat(handler.answer(HttpRequestHead.get("/images/a.png")).field("Vary"))
        .contains("Accept, X-Site");
    assertThat(handler.answer(HttpRequestHead.get("/images/a.png?format=png")).field("Vary"))
        .contains("X-Site");
  }

  /** The table of docs/http.md has every field that a reply can have, and no other. */
  @Test
  void sendsTheFieldsThatAreDocumented() throws IOException {
    Set<String> sent = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    ImageHttpHandler handler = builder().headers(ALL).build();
    HttpRequestHead head = HttpRequestHead.get("/images/a.png");
    service.modified = Instant.EPOCH;
    collect(handler.answer(head), sent);
    collect(handler.answer(head.withField("Range", "bytes=0-1")), sent);
    collect(handler.answer(HttpRequestHead.of("POST", "/images/a.png", null, name -> null)), sent);
    service.failure = new ImageResizeException(Reason.OVERLOADED, "full");
    collect(handler.answer(HttpRequestHead.get("/images/b.png")), sent);
    sent.remove("X-Width");

    String readme = Files.readString(Path.of("..", "docs", "http.md"));
    String table =
        readme.substring(
            readme.indexOf("<!-- header-fields -->"), readme.indexOf("<!-- /header-fields -->"));
    Set<String> documented = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String row : table.lines().filter(line -> line.startsWith("| `")).toList()) {
      Matcher name = Pattern.compile("`([A-Za-z-]+)`").matcher(row.split("\\|")[1]);
      while (name.find()) {
        documented.add(name.group(1));
      }
    }
    assertThat(documented).isEqualTo(sent);
  }

  private static void collect(HttpReply reply, Set<String> names) {
    reply.forEachField((name, value) -> names.add(name));
  }
}
