package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatNegotiationTest {
  private static final Set<ImageFormat> OWN =
      EnumSet.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP, ImageFormat.GIF);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|source",
        "''|source",
        "image/*|source",
        "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8|webp",
        "image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5|webp",
        "image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5|png",
        "image/webp|webp",
        "IMAGE/WEBP ; Q=1.0|webp",
        "image/webp;q=0.5,image/jpeg|webp",
        "image/webp;q=0.5,*/*;q=0.5|webp",
        "image/webp;q=0,*/*|source",
        "image/jpeg|jpeg",
        "image/png|png",
        "image/jpeg,image/png|source",
        "image/jpeg;q=0.9,image/png;q=0.8|source",
        "image/jpeg;q=0.901,image/png;q=0.902|png",
        "image/gif|gif",
        "text/html|source",
        "image/jpeg;q=0|source",
        "image/*;q=0.5,image/png;q=0|jpeg",
        "image/webp;q=2|source",
        "image/webp;q=x,image/png|png",
        "image/webp;q=1.5|source",
        "image/webp;level=1;q=0.3,image/jpeg;q=0.2|webp",
        "image/jpeg,image/*;q=0.1|source",
        "image/jpeg,*/*;q=0|jpeg",
        ",,image/webp,,|webp",
        ";q=1|source"
      })
  void choosesTheFormatThatIsLikedBest(String accept, String expected) {
    assertThat(chosen(accept, OWN)).isEqualTo(expected);
  }

  /** Quoted strings are those of RFC 9110, section 5.6.4. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "image/jpeg;a=\",image/webp,\"|jpeg",
        "image/jpeg;a=\"\\\",image/webp,\"|jpeg",
        "image/jpeg;a=\"\\\\\",image/webp|webp",
        "image/webp;a=\";q=0\"|webp",
        "image/webp;a=\";q=0;\";q=0.5,image/jpeg;q=0|webp",
        "image/jpeg;a=\"x;q=0\";q=0.2,image/png;q=0.1|source",
        "image/webp;a=\\\",image/png,\"|webp",
        "image/jpeg,image/webp;a=\"x|jpeg",
        "image/jpeg,image/webp;a=\"|jpeg",
        "image/jpeg,image/webp;a=\"\\|jpeg",
        "image/jpeg,image/webp;a=\"\\\"|jpeg",
        "image/jpeg,\"image/webp\"|jpeg",
        "image/jpeg,image/webp;q=\"1\"|jpeg",
        "\",image/webp|source",
        ";,;;,;|source",
        "image/webp;;q=0,image/jpeg|jpeg",
      })
  void takesNothingFromWithinQuotes(String accept, String expected) {
    assertThat(chosen(accept, OWN)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"image/webp,*/*;q=0.8|source", "image/webp|source", "image/webp,image/png|png"})
  void neverChoosesWhatCanNotBeWritten(String accept, String expected) {
    assertThat(chosen(accept, Set.of(ImageFormat.JPEG, ImageFormat.PNG))).isEqualTo(expected);
  }

  /** AVIF before JPEG XL before WebP, unless the client says otherwise. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8|avif",
        "image/webp,image/jxl,*/*;q=0.8|jxl",
        "image/webp,image/jxl,image/avif|avif",
        "image/avif;q=0.8,image/webp|webp",
        "image/avif;q=0.8,image/webp;q=0.7,image/png|png",
        "*/*|source",
        "image/avif,image/jpeg|avif"
      })
  void prefersTheFormatOfTheLowestRankWhereAllCanBeWritten(String accept, String expected) {
    assertThat(chosen(accept, EnumSet.allOf(ImageFormat.class))).isEqualTo(expected);
  }

  /** What the chosen format, the format for animations, and what is there until they are made. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image/avif,image/webp,image/*;q=0.8|avif|webp|webp",
        "image/jxl,image/avif,image/webp|avif|webp|webp",
        "image/jxl,image/webp|jxl|webp|webp",
        "image/avif,image/*|avif|gif|source",
        "image/avif,*/*;q=0|avif|none|nothing",
        "image/avif,image/jpeg|avif|none|jpeg",
        "image/avif,image/gif|avif|gif|gif",
        "image/webp,image/*|webp|none|nothing",
        "*/*|source|none|nothing"
      })
  void knowsWhatToShowOfAnimationsAndInTheMeantime(
      String accept, String chosen, String animated, String interim) {
    FormatNegotiation negotiation =
        new FormatNegotiation(
            ImageRequest.builder("a").build(),
            Optional.of(accept),
            EnumSet.allOf(ImageFormat.class));

    ImageRequest request = negotiation.request();
    assertThat(label(request.format(), "source")).isEqualTo(chosen);
    assertThat(label(request.output().animatedFormat(), "none")).isEqualTo(animated);
    assertThat(
            negotiation
                .without(EnumSet.of(ImageFormat.AVIF, ImageFormat.JXL))
                .map(other -> label(other.format(), "source"))
                .orElse("nothing"))
        .isEqualTo(interim);
  }

  @Test
  void leavesAFormatForAnimationsThatTheUrlNames() {
    ImageRequest open = ImageRequest.builder("a").animatedFormat(ImageFormat.GIF).width(5).build();

    ImageRequest request =
        new FormatNegotiation(
                open, Optional.of("image/avif,image/webp"), EnumSet.allOf(ImageFormat.class))
            .request();

    assertThat(request).isEqualTo(open.toBuilder().format(ImageFormat.AVIF).build());
  }

  private static String label(Optional<ImageFormat> format, String ifNone) {
    return format.map(ImageFormat::label).orElse(ifNone);
  }

  private static String chosen(String accept, Set<ImageFormat> writable) {
    return FormatNegotiation.choose(AcceptHeader.parse(accept), writable)
        .map(ImageFormat::label)
        .orElse("source");
  }
}
