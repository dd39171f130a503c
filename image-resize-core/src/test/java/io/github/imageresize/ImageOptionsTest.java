package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.cache.CacheKey;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageOptionsTest {
  static List<ImageOption<?>> options() {
    return ImageOptions.all();
  }

  @ParameterizedTest
  @MethodSource("options")
  void writesItsExampleAsItReadsIt(ImageOption<?> option) {
    ImageRequest request = asking(option).build();

    assertThat(option.print(request)).hasValue(OptionExamples.of(option));
    assertThat(option.canonical(OptionExamples.of(option))).hasValue(OptionExamples.of(option));
    assertThat(request.toBuilder().unset(option).build()).isNotEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("options")
  void isNotWrittenAtItsDefault(ImageOption<?> option) {
    assertThat(option.print(ImageRequest.builder("a.jpg").build())).isEmpty();
    assertThat(option.print(asking(option).unset(option).build())).isEmpty();
  }

  static List<ImageOption<?>> optionsOfTheContract() {
    return options().stream().filter(option -> option.contractName().isPresent()).toList();
  }

  @ParameterizedTest
  @MethodSource("optionsOfTheContract")
  void comesBackFromTheContractAsItWent(ImageOption<?> option) {
    ImageRequest request = asking(option).build();
    ImageRequest.Builder copy = request.toBuilder().unset(option);

    Object plain = option.plain(request).orElseThrow();
    option.readPlain(copy, plain);

    assertThat(plain).isInstanceOfAny(Number.class, Boolean.class, String.class);
    assertThat(copy.build()).isEqualTo(request);
  }

  /** An option that changes the bytes and not the key answers one request with another's image. */
  @ParameterizedTest
  @MethodSource("options")
  void changesTheKeyOrSaysWhyNot(ImageOption<?> option) {
    ImageRequest.Builder box = ImageRequest.builder("a").width(30).height(20).fit(Fit.COVER);
    if (option == ImageOptions.ANIMATED_FORMAT) {
      box.format(ImageFormat.JPEG);
    }
    ImageRequest request =
        OptionExamples.asking(option, box)
            .fit(option == ImageOptions.FIT ? Fit.FILL : Fit.COVER)
            .build();
    ImageRequest without = request.toBuilder().unset(option).build();

    boolean changes = !CacheKey.of(request, "e").equals(CacheKey.of(without, "e"));
    boolean ofTheBox = option == ImageOptions.DEVICE_PIXEL_RATIO;
    assertThat(changes).isEqualTo(option.outOfKey().isEmpty() || ofTheBox);
    assertThat(option.outOfKey().map(String::isBlank)).isNotEqualTo(java.util.Optional.of(true));
    assertThat(CacheKey.of(request, "e").explain().equals(CacheKey.of(without, "e").explain()))
        .isEqualTo(!changes);
  }

  @ParameterizedTest
  @MethodSource("options")
  void isNamedAsItsSetterIs(ImageOption<?> option) {
    Stream<String> setters =
        Arrays.stream(ImageRequest.Builder.class.getMethods()).map(Method::getName);

    assertThat(setters).contains(option.name());
  }

  @Test
  void shareNoNames() {
    assertThat(ImageOptions.urlNames()).doesNotHaveDuplicates();
    assertThat(options().stream().map(ImageOption::name)).doesNotHaveDuplicates();
    assertThat(options().stream().flatMap(option -> option.contractName().stream()))
        .doesNotHaveDuplicates();
    assertThat(options().stream().flatMap(option -> option.commandLineNames().stream()))
        .doesNotHaveDuplicates();
  }

  /** The table of docs/options.md, written by this test's renderer. */
  @Test
  void areDocumentedAsTheyAreDeclared() throws IOException {
    String table =
        options().stream()
            .map(
                option ->
                    "| "
                        + option.name()
                        + " | `"
                        + option.urlName()
                        + "` | "
                        + option.meaning()
                        + " |")
            .collect(Collectors.joining("\n"));

    assertThat(Files.readString(Path.of("../docs/options.md"))).contains(table);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "w|007|7",
        "dpr|1.50|1.5",
        "dpr|2.0|2",
        "dpr|1.234|1.23",
        "position|0.30,0.7|0.3,0.7",
        "position|north|top",
        "crop|10.0%,20%,50%,60%|10%,20%,50%,60%",
        "pad|20|20",
        "pad|020,20,20,20|20",
        "flip|horizontal|h",
        "format|jpg|jpeg",
        "bg|FF8000|ff8000ff",
        "blur|0.30|0.3",
        "sharpen|1.50|1.5",
        "sharpen|1,1|1",
        "radius|65535|max",
        "radius|12|12",
        "maxbytes|2147483647|2147483647"
      })
  void haveOneSpellingForAValue(String urlName, String text, String canonical) {
    assertThat(ImageOptions.ofUrlName(urlName).orElseThrow().canonical(text)).hasValue(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dpr|1",
        "fit|inside",
        "position|center",
        "pad|0",
        "pad|0,0,0,0",
        "enlarge|false",
        "flip|none",
        "rotate|0",
        "format|auto",
        "copyright|drop",
        "gamma|1",
        "brightness|1.0",
        "contrast|1",
        "saturation|1",
        "grayscale|false",
        "overlayopacity|1",
        "progressive|false",
        "chroma|auto",
        "lossless|false",
        "palette|false"
      })
  void takeADefaultThatIsSpelledOutForTheDefault(String urlName, String text) {
    assertThat(ImageOptions.ofUrlName(urlName).orElseThrow().canonical(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "blur|0|blur must be a number, 0.3..100, such as 5, but is 0",
        "blur|-1|blur must be a number, 0.3..100",
        "blur|1e9|blur must be a number, 0.3..100",
        "blur|NaN|blur must be a number, 0.3..100",
        "blur|100.01|blur must be a number, 0.3..100",
        "sharpen|0|sharpen sigma must be a number, 0.3..10",
        "sharpen|1,0|sharpen gain must be a number, 0.01..10",
        "sharpen|1,1,1|sharpen gain must be a number",
        "gamma|0|gamma must be a number, 0.1..10",
        "brightness|11|brightness must be a number, 0..10",
        "trim|256|trim must be a whole number, 0..255, but is 256",
        "trim|-1|trim must be a whole number, 0..255",
        "pad|1,2,3,4,5|must be one number of pixels for all sides, such as 20, or four",
        "pad|1,2|must be one number of pixels for all sides, such as 20, or four",
        "pad|-1|must be one number of pixels for all sides",
        "pad|65536|each 0..65535, but is 65536",
        "radius|-3|radius must be a whole number, 1..65535 or max, but is -3",
        "radius|0|radius must be a whole number, 1..65535 or max, but is 0",
        "maxbytes|0|maxbytes must be a whole number, 1..2147483647, but is 0",
        "maxbytes|2147483648|maxbytes must be a whole number",
        "frames|2|frames must be all or first, but is 2",
        "chroma|422|chroma must be 420, 444 or auto, but is 422",
        "overlayposition|entropy|must be a compass point such as top-left, or a point",
        "overlayscale|0|overlayscale must be a number, 0.001..1",
        "overlayopacity|2|overlayopacity must be a number, 0.01..1",
        "copyright|true|copyright must be keep or drop, but is true"
      })
  void nameFieldValueAndRuleOfWhatTheyRefuse(String urlName, String text, String message) {
    assertThatThrownBy(() -> ImageOptions.ofUrlName(urlName).orElseThrow().canonical(text))
        .isInstanceOf(ImageResizeException.class)
        .hasMessageStartingWith(urlName)
        .hasMessageContaining(message);
  }

  @Test
  void refuseToLayAnOverlayThatIsNotThere() {
    assertThatThrownBy(() -> ImageRequest.builder("a").overlayOpacity(0.5).build())
        .hasMessageContaining("overlayOpacity must not be given without overlay, but is 0.5");
  }

  @Test
  void havePartsThatAreEqualByValue() {
    ImageRequest one = ImageRequest.builder("a").width(3).blur(5).build();
    ImageRequest other = ImageRequest.builder("b").width(3).quality(5).build();

    assertThat(one.geometry()).isEqualTo(other.geometry()).hasSameHashCodeAs(other.geometry());
    assertThat(one.effects()).isNotEqualTo(other.effects()).hasToString("Effects[blur=5]");
    assertThat(one.output()).isNotEqualTo(other.output()).hasToString("Output[]");
    assertThat(other.effects().isDefault()).isTrue();
  }

  private static ImageRequest.Builder asking(ImageOption<?> option) {
    return OptionExamples.asking(option, ImageRequest.builder("a.jpg"));
  }
}
