package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.Flip;
import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageOption;
import io.github.imageresize.ImageOptions;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageSize;
import io.github.imageresize.OptionExamples;
import io.github.imageresize.Position;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.Rotation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageUrlsTest {
  private static final ImageUrls PLAIN = ImageUrls.builder().build();
  private static final SigningKey KEY = SigningKey.parse("k1:" + "0f".repeat(32));
  private static final ImageRequest BEACH = ImageRequest.builder("beach.jpg").build();
  private static final ImageRequest EVERYTHING =
      ImageRequest.builder("f\u00eate d'\u00e9t\u00e9/100%,w_3?&=#+.jpg")
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
          .version("a_b:c+d=e")
          .build();

  private static ImageRequest read(String url, SizePolicy policy) {
    RequestTarget target = RequestTarget.of(HttpRequestHead.get(url), "/images/", policy);
    return policy.decide(target).request().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areReadBackAsTheSameRequest(boolean inPath) {
    String url = ImageUrls.builder().pathOptions(inPath).build().url(EVERYTHING);
    String signed = ImageUrls.builder().pathOptions(inPath).signingKey(KEY).build().url(EVERYTHING);

    assertThat(read(url, SizePolicy.allowAnySize())).isEqualTo(EVERYTHING);
    assertThat(read(signed, SizePolicy.signed(KEY))).isEqualTo(EVERYTHING);
    assertThat(url).matches("[A-Za-z0-9/._~%?&=,:-]+");
  }

  @Test
  void spellOnlyWhatIsNotTheDefault() {
    assertThat(PLAIN.url(BEACH)).isEqualTo("/images/beach.jpg");
    assertThat(PLAIN.url(BEACH.toBuilder().width(320).build()))
        .isEqualTo("/images/beach.jpg?w=320");
    assertThat(
            ImageUrls.builder()
                .origin("https://img.example")
                .prefix("/i/")
                .pathOptions(true)
                .build()
                .url(BEACH.toBuilder().width(320).fit(Fit.COVER).height(9).build()))
        .isEqualTo("https://img.example/i/w_320,h_9,fit_cover/beach.jpg");
  }

  @Test
  void keepAFolderApartFromOptionsThatItLooksLike() {
    ImageRequest inFolder = ImageRequest.builder("w_600/a.jpg").width(9).build();

    assertThat(PLAIN.url(inFolder)).isEqualTo("/images/w%5F600/a.jpg?w=9");
    assertThat(read(PLAIN.url(inFolder), SizePolicy.allowAnySize())).isEqualTo(inFolder);
  }

  @Test
  void endWhereTheyAreToldTo() {
    ImageUrls signed = ImageUrls.builder().signingKey(KEY).build();
    Instant end = Instant.ofEpochSecond(4_102_444_800L);

    assertThat(signed.url(BEACH, end)).startsWith("/images/beach.jpg?exp=4102444800&sig=k1.");
    assertThat(read(signed.url(BEACH, end), SizePolicy.signed(KEY))).isEqualTo(BEACH);
    assertThatIllegalStateException().isThrownBy(() -> PLAIN.url(BEACH, end));
  }

  @Test
  void listCandidatesByWidthAndByDensity() {
    assertThat(PLAIN.srcset(BEACH, 320, 640))
        .isEqualTo("/images/beach.jpg?w=320 320w, /images/beach.jpg?w=640 640w");
    assertThat(PLAIN.srcset(BEACH.toBuilder().width(16).height(9).build(), 320))
        .isEqualTo("/images/beach.jpg?w=320&h=180 320w");
    assertThat(PLAIN.srcsetByDensity(BEACH.toBuilder().width(99).build(), 2))
        .isEqualTo("/images/beach.jpg?w=99 1x, /images/beach.jpg?w=99&dpr=2 2x");
  }

  @Test
  void writeElementsThatKeepRoomForTheImage() {
    String html =
        PLAIN.picture(
            BEACH.toBuilder().quality(70).build(),
            "A \"beach\" <at> dawn & dusk",
            "100vw",
            Optional.of(new ImageSize(1280, 853)),
            List.of(ImageFormat.WEBP, ImageFormat.JPEG),
            640,
            1280);

    assertThat(html)
        .isEqualTo(
            "<picture><source type=\"image/webp\" srcset=\"/images/beach.jpg?w=640&amp;format=webp&amp;q=70"
                + " 640w, /images/beach.jpg?w=1280&amp;format=webp&amp;q=70 1280w\" sizes=\"100vw\">"
                + "<img src=\"/images/beach.jpg?w=1280&amp;format=jpeg&amp;q=70\""
                + " srcset=\"/images/beach.jpg?w=640&amp;format=jpeg&amp;q=70 640w,"
                + " /images/beach.jpg?w=1280&amp;format=jpeg&amp;q=70 1280w\" sizes=\"100vw\""
                + " width=\"1280\" height=\"853\""
                + " alt=\"A &quot;beach&quot; &lt;at&gt; dawn &amp; dusk\"></picture>");
  }

  @Test
  void takeTheSizeOfTheImageFromTheDescriptionOfItsOriginal() {
    ImageDescription original = ImageDescription.builder("JPEG", new ImageSize(4000, 3000)).build();

    assertThat(PLAIN.img(BEACH, "A beach", "100vw", original, 320, 640, 1280))
        .contains(" src=\"/images/beach.jpg?w=640\"")
        .contains(" width=\"640\" height=\"480\"");
    ImageRequest square = BEACH.toBuilder().width(9).height(9).fit(Fit.COVER).build();
    assertThat(PLAIN.img(square, "A beach", "100vw", original, 320))
        .contains(" width=\"320\" height=\"320\"");
    assertThat(
            PLAIN.img(
                BEACH.toBuilder().rotation(Rotation.CLOCKWISE_90).build(),
                "A beach",
                "50vw",
                original,
                300))
        .contains(" width=\"300\" height=\"400\"");
    assertThat(PLAIN.img(BEACH, "A beach", "100vw", original, 5000))
        .as("never larger than the original")
        .contains(" width=\"4000\" height=\"3000\"");
    assertThat(PLAIN.img(BEACH.toBuilder().trim(10).build(), "A beach", "100vw", original, 320))
        .as("only the picture itself tells how much of it is border")
        .doesNotContain(" width=");
    assertThat(
            PLAIN.picture(BEACH, "A beach", "100vw", original, List.of(ImageFormat.JPEG), 320, 640))
        .contains("<img src=\"/images/beach.jpg?w=640&amp;format=jpeg\"")
        .contains(" width=\"640\" height=\"480\"");
  }

  @ParameterizedTest
  @CsvSource({"../a.jpg", "a//b.jpg", "/a.jpg", "a/", "a\\b.jpg"})
  void areNotMadeOfWhatCanNotBeServed(String source) {
    assertThatThrownBy(() -> PLAIN.url(ImageRequest.builder(source).build()))
        .isInstanceOf(ImageResizeException.class);
  }

  @Test
  void refuseWhatMakesNoSense() {
    assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.srcset(BEACH));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.srcset(BEACH.toBuilder().height(3).build(), 9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.picture(BEACH, "", "", Optional.empty(), List.of(), 9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageUrls.builder().origin("javascript:x"));
    assertThatIllegalArgumentException().isThrownBy(() -> ImageUrls.builder().prefix("images"));
  }

  static List<ImageOption<?>> options() {
    return ImageOptions.all();
  }

  @ParameterizedTest
  @MethodSource("options")
  void comeBackAsTheyWentInTheQueryAndInThePath(ImageOption<?> option) {
    ImageRequest request = OptionExamples.asking(option, BEACH.toBuilder()).build();

    for (boolean inPath : new boolean[] {false, true}) {
      String url = ImageUrls.builder().pathOptions(inPath).build().url(request);
      RequestTarget target =
          RequestTarget.of(HttpRequestHead.get(url), "/images/", SizePolicy.allowAnySize());
      assertThat(target.request()).as(url).isEqualTo(request);
    }
  }
}
