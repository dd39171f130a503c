package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageResizeException.Reason;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestValuesTest {

  static Stream<Arguments> wrongValues() {
    return Stream.of(
        wrong("width must be 1..65535, but is 0", b -> b.width(0)),
        wrong("width must be 1..65535, but is -1", b -> b.width(-1)),
        wrong("height must be 1..65535, but is 65536", b -> b.height(65_536)),
        wrong("quality must be 1..100, but is 101", b -> b.quality(101)),
        wrong("devicePixelRatio must be 1..4, but is 0.5", b -> b.devicePixelRatio(0.5)),
        wrong("devicePixelRatio must be 1..4, but is NaN", b -> b.devicePixelRatio(Double.NaN)),
        wrong("but is a b", b -> b.version("a b")),
        wrong(
            "width or height times dpr must be at most 65535, but is 80000.0",
            b -> b.width(20_000).devicePixelRatio(4).build()));
  }

  private static Arguments wrong(String message, Consumer<ImageRequest.Builder> setter) {
    return Arguments.of(message, setter);
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void namesFieldValueAndRule(String message, Consumer<ImageRequest.Builder> setter) {
    assertInvalid(() -> setter.accept(ImageRequest.builder("a.jpg")), message);
  }

  @Test
  void refusesSourcesThatAreEmptyTooLongOrHoldControlCharacters() {
    assertInvalid(() -> ImageRequest.builder(""), "source must have 1..1024 characters");
    assertInvalid(() -> ImageRequest.builder("a".repeat(1025)), "source must have 1..1024");
    assertInvalid(
        () -> ImageRequest.builder("a\0b"), "must not hold control characters, but is a?b");
  }

  @Test
  void isEqualByValueAndRebuiltByItsBuilder() {
    ImageRequest request =
        ImageRequest.builder("a.jpg")
            .width(300)
            .height(200)
            .devicePixelRatio(1.5)
            .fit(Fit.COVER)
            .position(Position.focalPoint(0.3, 0.7))
            .crop(Crop.percent(10, 20, 50, 50))
            .enlarge(true)
            .flip(Flip.VERTICAL)
            .rotation(Rotation.CLOCKWISE_270)
            .format(ImageFormat.WEBP)
            .quality(70)
            .background(RgbaColor.parse("#FF8000cc"))
            .version("v1")
            .keepCopyright(true)
            .build();
    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    assertThat(request.toBuilder().quality(71).build()).isNotEqualTo(request);
    assertThat(request.boxWidth()).hasValue(450);
    assertThat(request.boxHeight()).hasValue(300);
    assertThat(request)
        .hasToString(
            "ImageRequest[a.jpg, width=300, height=200, devicePixelRatio=1.5, fit=cover,"
                + " position=0.3,0.7, crop=10%,20%,50%,50%, enlarge=true, flip=v, rotation=270,"
                + " format=webp, quality=70, background=ff8000cc, version=v1, keepCopyright=keep]");
  }

  @ParameterizedTest
  @CsvSource({
    "north, top",
    "SouthWest, bottom-left",
    "centre, center",
    "'0.30,0.7', '0.3,0.7'",
    "'1,0', '1,0'",
    "'0.33333,0.5', '0.3333,0.5'",
  })
  void readsPositions(String text, String label) {
    Position position = Position.parse(text);
    assertThat(position.label()).isEqualTo(label);
    assertThat(Position.parse(label)).isEqualTo(position);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "middle", "0.5", "1.1,0", "-0.1,0", "0.5,", ",", "NaN,0", "1e1,0"})
  void refusesPositions(String text) {
    assertInvalid(() -> Position.parse(text), "position");
  }

  @ParameterizedTest
  @CsvSource({
    "'10,20,300,200', '10,20,300,200'",
    "'0%,12.50%,100%,50%', '0%,12.5%,100%,50%'",
    "'1.0,2,3,4', '1,2,3,4'",
    "'10%,0%,33.3333%,9%', '10%,0%,33.333%,9%'",
  })
  void readsCrops(String text, String label) {
    assertThat(Crop.parse(text).label()).isEqualTo(label);
    assertThat(Crop.parse(label)).isEqualTo(Crop.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1,2,3",
        "1,2,3,0",
        "1,2,0,3",
        "-1,2,3,4",
        "1.5,2,3,4",
        "1%,2,3,4",
        "0%,0%,101%,1%",
        "1,2,3,4,5",
        "9999999999,0,1,1",
        "1..2,0,1,1"
      })
  void refusesCrops(String text) {
    assertInvalid(() -> Crop.parse(text), "crop");
  }

  @Test
  void readsColours() {
    assertThat(RgbaColor.parse("#ff8000")).isEqualTo(new RgbaColor(255, 128, 0, 255));
    assertThat(RgbaColor.parse("FF800040").toHex()).isEqualTo("ff800040");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fff", "ff80", "gg0000", "#ff800", "ff8000ff0", "-f8000"})
  void refusesColours(String text) {
    assertInvalid(() -> RgbaColor.parse(text), "background must be six or eight hexadecimal");
  }

  @Test
  void refusesAnglesThatAreNoQuarterTurns() {
    assertThat(Rotation.ofDegrees(270)).isEqualTo(Rotation.CLOCKWISE_270);
    assertInvalid(() -> Rotation.ofDegrees(45), "rotate must be 0, 90, 180 or 270, but is 45");
  }

  private static void assertInvalid(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.INVALID_REQUEST);
              assertThat(failure.publicMessage()).isEqualTo(failure.getMessage());
            })
        .hasMessageContaining(message);
  }
}
