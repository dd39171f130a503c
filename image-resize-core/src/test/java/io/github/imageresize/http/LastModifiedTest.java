package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.Damage;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second validator: RFC 9110, sections 8.8.2, 13.1.3 and 13.2.2. */
class LastModifiedTest {
  private static final String CHANGED = "Sun, 06 Nov 1994 08:49:37 GMT";
  private static final String EARLIER = "Sun, 06 Nov 1994 08:49:36 GMT";
  private static final String LATER = "Mon, 07 Nov 1994 08:49:37 GMT";
  private static final HttpRequestHead HEAD = HttpRequestHead.get("/images/a.png?w=4");

  private final MapService service = new MapService();
  private final ImageHttpHandler handler =
      ImageHttpHandler.builder(service)
          .sizes(SizePolicy.allowAnySize())
          .clock(() -> Instant.parse("2026-11-27T12:00:00Z"))
          .build();

  LastModifiedTest() {
    service.modified = Instant.parse("1994-11-06T08:49:37.9Z");
  }

  private HttpReply get(String name, String value) {
    return handler.answer(HEAD.withField(name, value));
  }

  @Test
  void saysWhenTheOriginalWasChanged() {
    assertThat(handler.answer(HEAD).field("Last-Modified")).contains(CHANGED);
    assertThat(handler.answerAtOnce(HEAD).orElseThrow().field("Last-Modified"))
        .as("of a hit")
        .contains(CHANGED);
  }

  @Test
  void saysNothingWhereTheSourceDoesNotKnow() {
    service.modified = null;

    assertThat(handler.answer(HEAD).field("Last-Modified")).isEmpty();
    assertThat(get("If-Modified-Since", LATER).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {CHANGED, LATER, "Sunday, 06-Nov-94 08:49:37 GMT"})
  void sendsNothingToAClientWhoseCopyIsNotOlder(String date) {
    HttpReply reply = get("If-Modified-Since", date);

    assertThat(reply.status()).isEqualTo(304);
    assertThat(reply.bodyLength()).isZero();
    assertThat(reply.field("ETag")).isPresent();
    assertThat(reply.field("Last-Modified")).contains(CHANGED);
  }

  @ParameterizedTest
  @ValueSource(strings = {EARLIER, "soon", "", "784111777", CHANGED + ", " + CHANGED})
  void sendsTheImageIfItIsNewerOrTheDateIsNone(String date) {
    assertThat(get("If-Modified-Since", date).status()).isEqualTo(200);
  }

  @Test
  void goesByTheTagAloneWhereTheClientHasOne() {
    String tag = handler.answer(HEAD).field("ETag").orElseThrow();
    HttpRequestHead since = HEAD.withField("If-Modified-Since", CHANGED);

    assertThat(handler.answer(since.withField("If-None-Match", "\"another\"")).status())
        .isEqualTo(200);
    assertThat(
            handler
                .answer(
                    HEAD.withField("If-Modified-Since", EARLIER).withField("If-None-Match", tag))
                .status())
        .isEqualTo(304);
  }

  @Test
  void sendsAllToAClientWhosePartIsDatedAsDatesAreNoStrongValidators() {
    HttpRequestHead part = HEAD.withField("Range", "bytes=0-1");

    assertThat(handler.answer(part).status()).isEqualTo(206);
    assertThat(handler.answer(part.withField("If-Range", CHANGED)).status()).isEqualTo(200);
  }

  @Test
  void datesNoImageThatAnotherIsToReplaceWhileTheOriginalStays() {
    service.provisional = true;
    assertThat(handler.answer(HEAD).field("Last-Modified")).isEmpty();

    service.provisional = false;
    service.damage = new Damage(0.5, "rows are missing");
    assertThat(get("If-Modified-Since", LATER).status()).isEqualTo(200);
  }

  @Test
  void datesNothingInTheFuture() {
    service.modified = Instant.parse("2026-11-27T12:00:01Z");
    assertThat(handler.answer(HEAD).field("Last-Modified")).isEmpty();

    service.modified = Instant.MAX;
    assertThat(handler.answer(HttpRequestHead.get("/images/b.png")).status()).isEqualTo(200);
  }
}
