package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.Flip;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.Position;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.Rotation;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetParserTest {
  private static final UrlGrammar GRAMMAR = UrlGrammar.under("/images/");

  private final TargetParser parser = new TargetParser(GRAMMAR, Set.of());

  private ImageRequest parse(String path, String query) {
    String target = "/images/" + path + (query.isEmpty() ? "" : "?" + query);
    return parser.parse(HttpRequestHead.get(target)).request();
  }

  @Test
  void readsEveryOption() {
    String query =
        "w=300&h=200&dpr=1.5&fit=cover&position=0.3,0.7&crop=10%25,20%25,50%25,60%25"
            + "&enlarge=true&rotate=90&flip=h&format=webp&q=70&bg=ff8000&v=2024-05";

    assertThat(parse("a.jpg", query))
        .isEqualTo(
            ImageRequest.builder("a.jpg")
                .width(300)
                .height(200)
                .devicePixelRatio(1.5)
                .fit(Fit.COVER)
                .position(Position.focalPoint(0.3, 0.7))
                .crop(Crop.percent(10, 20, 50, 60))
                .enlarge(true)
                .rotation(Rotation.CLOCKWISE_90)
                .flip(Flip.HORIZONTAL)
                .format(ImageFormat.WEBP)
                .quality(70)
                .background(RgbaColor.parse("ff8000"))
                .version("2024-05")
                .build());
  }

  @Test
  void takesAPathWithoutOptionsForTheOriginalItself() {
    assertThat(parse("a.jpg", "")).isEqualTo(ImageRequest.builder("a.jpg").build());
    assertThat(parse("a.jpg", "format=auto")).isEqualTo(ImageRequest.builder("a.jpg").build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "w=0|w must be a whole number, 1..65535, but is 0",
        "w=|w must be a whole number, 1..65535, but is empty",
        "w=-1|w must be a whole number, 1..65535, but is -1",
        "w=99999999999|w must be a whole number, 1..65535, but is 99999999999",
        "w=65536|w must be a whole number",
        "w=3.5|w must be a whole number, 1..65535, but is 3.5",
        "w=|w must be a whole number",
        "w|w must be a whole number",
        "w=1e3|w must be a whole number",
        "w=%201|w must be a whole number",
        "w=+1|w must be a whole number",
        "w=%D9%A1|w must be a whole number",
        "h=0|h must be a whole number",
        "w=20000&dpr=4|width or height times dpr must be at most 65535",
        "dpr=0.5|dpr must be a number, 1..4",
        "dpr=5|dpr must be a number, 1..4",
        "dpr=NaN|dpr must be a number, 1..4",
        "dpr=2.|dpr must be a number, 1..4",
        "q=0|q must be a whole number, 1..100",
        "q=101|q must be a whole number, 1..100, but is 101",
        "fit=squash|fit must be inside, cover, contain, fill or outside, but is squash",
        "fit=COVER|fit must be inside",
        "position=middle|position must be a compass point",
        "position=2,2|position",
        "crop=1,2,3|crop must be x,y,width,height",
        "crop=1,2,0,4|crop must have a width and a height above 0",
        "enlarge=yes|enlarge must be true or false",
        "rotate=45|rotate must be 0, 90, 180 or 270",
        "flip=x|flip must be none, h or v, but is x",
        "format=bmp|format must be jpeg, png, webp, gif, avif, jxl or auto",
        "bg=red|bg: background must be six or eight hexadecimal digits",
        "v=a/b|v must have 1..128 letters",
        "sepia=3|option must be one of w, h, dpr",
        "W=3|option must be one of w, h, dpr",
        "=3|option must be one of",
        "w=3&|option must be one of",
        "&w=3|option must be one of",
        "w=3&w=3|option must not be given more than once, but is w",
        "w=3&h=4&%77=5|option must not be given more than once, but is w",
        "v=%zz|v must have two hexadecimal digits after each percent sign",
        "v=%C0%AF|v must be percent-encoded UTF-8"
      })
  void refusesAnOptionThatBreaksItsRule(String query, String message) {
    assertThatThrownBy(() -> parse("a.jpg", query))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.INVALID_REQUEST);
              assertThat(failure.publicMessage()).contains(message);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "a.jpg,a.jpg",
    "a/b/c.jpg,a/b/c.jpg",
    "a%20b.jpg,a b.jpg",
    "a+b.jpg,a+b.jpg",
    "%C3%A9t%C3%A9.jpg,été.jpg",
    "a%2525.jpg,a%25.jpg",
    "a;b=c.jpg,a;b=c.jpg",
    "%2561%2e%2ejpg,%61..jpg"
  })
  void decodesThePathOnce(String path, String source) {
    assertThat(parse(path, "").source()).isEqualTo(source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a%2Fb.jpg",
        "..%2fb.jpg",
        "a%5Cb.jpg",
        "a\\b.jpg",
        "a%00.jpg",
        "a%0A.jpg",
        "a%7F.jpg",
        "a%.jpg",
        "a%4",
        "a%zz.jpg",
        "a%C0%AE.jpg",
        "%E0%80%AF.jpg",
        "%ED%A0%80.jpg",
        "%FF.jpg",
        "a b.jpg",
        "é.jpg"
      })
  void refusesAPathThatIsNotWellEncoded(String path) {
    assertReason(Reason.INVALID_REQUEST, path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "a/",
        "/a.jpg",
        "a//b.jpg",
        ".",
        "..",
        "../a.jpg",
        "a/../b.jpg",
        "%2e%2e/a"
      })
  void findsNothingUnderAPathThatCanNotNameAFile(String path) {
    assertReason(Reason.SOURCE_NOT_FOUND, path);
  }

  private void assertReason(Reason reason, String path) {
    assertThatThrownBy(() -> parse(path, ""))
        .isInstanceOfSatisfying(
            ImageResizeException.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }

  @Test
  void refusesAQueryThatIsFarTooLong() {
    assertThatThrownBy(() -> parse("a.jpg", "v=" + "a".repeat(3000)))
        .hasMessageContaining("query must have at most 2048 characters");
  }

  @Test
  void handsAPolicyItsOwnOptionsAlone() {
    TargetParser signed = new TargetParser(GRAMMAR, Set.of("sig"));

    RequestTarget target = signed.parse(HttpRequestHead.get("/images/a.jpg?w=3&sig=x%3D"));

    assertThat(target.option("sig")).contains("x=");
    assertThat(target.option("w")).isEmpty();
    assertThat(target.path()).isEqualTo("/images/a.jpg");
    assertThat(target.query()).isEqualTo("w=3&sig=x%3D");
    assertThatThrownBy(() -> signed.parse(HttpRequestHead.get("/images/a.jpg?sig=1&sig=1")))
        .hasMessageContaining("more than once, but is sig");
  }

  @Test
  void refusesAPolicyThatTakesAnOptionOfTheGrammar() {
    assertThatThrownBy(() -> new TargetParser(GRAMMAR, Set.of("w")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "w_600,h_400,fit_cover/beach.jpg|beach.jpg?fit=cover&h=400&w=600",
        "w_600/folder/beach.jpg|folder/beach.jpg?w=600",
        "crop_10%25,20%25,50%25,60%25,w_9/a.jpg|a.jpg?crop=10%25,20%25,50%25,60%25&w=9",
        "crop_10%2C20%2C50%2C60,w_9/a.jpg|a.jpg?w=9&crop=10,20,50,60",
        "position_0.3,0.7,w_9,h_9,fit_cover/a.jpg|a.jpg?position=0.3,0.7&w=9&h=9&fit=cover",
        "v_a_b,w_3/a.jpg|a.jpg?v=a_b&w=3",
        "%77=600/a.jpg|%77=600/a.jpg?",
        "w_600|w_600?",
        "photos_2024/a.jpg|photos_2024/a.jpg?",
        "photos,w_3/a.jpg|photos,w_3/a.jpg?",
        "_w/a.jpg|_w/a.jpg?"
      })
  void readsTheSameOptionsInThePathAndInTheQuery(String inPath, String inQuery) {
    String[] query = inQuery.split("\\?", 2);

    assertThat(parse(inPath, "")).isEqualTo(parse(query[0], query[1]));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "w_0/a.jpg||w must be a whole number, 1..65535, but is 0",
        "w_/a.jpg||w must be a whole number",
        "w_3,w_4/a.jpg||option must not be given more than once, but is w",
        "w_3,sepia_4/a.jpg||option must be one of w, h",
        "w_3,/a.jpg||option must be one of w, h",
        "w_3,,h_4/a.jpg||option must be one of w, h",
        "w_3,4/a.jpg||w must be a whole number, 1..65535, but is 3,4",
        "w_3/a.jpg|h=4|query must hold no options where the path holds them",
        "w_3/a.jpg|w=3|query must hold no options where the path holds them"
      })
  void isAsStrictAboutOptionsInThePath(String path, @Nullable String query, String message) {
    assertThatThrownBy(() -> parse(path, query == null ? "" : query))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> assertThat(failure.publicMessage()).contains(message));
  }

  @Test
  void leavesFoldersThatLookLikeOptionsToHostsThatHaveThem() {
    TargetParser queries = new TargetParser(new UrlGrammar("/images/", false, Set.of()), Set.of());

    assertThat(queries.parse(HttpRequestHead.get("/images/w_600/a.jpg")).request().source())
        .isEqualTo("w_600/a.jpg");
  }

  @Test
  void ignoresOnlyTheParametersThatItIsToldTo() {
    TargetParser lenient =
        new TargetParser(
            new UrlGrammar("/images/", true, ImageHttpHandler.TRACKING_PARAMETERS), Set.of());

    String tracked = "/images/a.jpg?utm_source=x&w=3&fbclid=%zz&utm_source=y";
    assertThat(lenient.parse(HttpRequestHead.get(tracked)).request())
        .isEqualTo(ImageRequest.builder("a.jpg").width(3).build());
    assertThat(lenient.parse(HttpRequestHead.get("/images/w_3/a.jpg?gclid=1")).request())
        .isEqualTo(ImageRequest.builder("a.jpg").width(3).build());
    assertThatThrownBy(() -> lenient.parse(HttpRequestHead.get("/images/a.jpg?utm=x")))
        .hasMessageContaining("option must be one of");
    assertThatThrownBy(() -> parse("a.jpg", "utm_source=x"))
        .hasMessageContaining("option must be one of");
  }

  @Test
  void refusesToIgnoreAnOption() {
    assertThatThrownBy(() -> new UrlGrammar("/images/", true, Set.of("w")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new TargetParser(new UrlGrammar("/", true, Set.of("s*")), Set.of("sig")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
