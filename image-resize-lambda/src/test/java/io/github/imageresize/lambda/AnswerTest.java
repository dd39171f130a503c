package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Damage;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ImageSize;
import io.github.imageresize.ResizedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
  private static final byte[] IMAGE = TestImages.halves("jpg", 100, 50);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "true",
        "1",
        "\"text\"",
        "[]",
        "[null]",
        "{}",
        "{\"contract\":null}",
        "{\"contract\":1}",
        "{\"contract\":1,\"failure\":null}",
        "{\"contract\":1,\"failure\":{}}",
        "{\"contract\":1,\"failure\":{\"reason\":null}}",
        "{\"contract\":1,\"failure\":[]}",
        "{\"contract\":1,\"result\":null}",
        "{\"contract\":1,\"result\":{\"bucket\":null}}",
        "{\"contract\":1,\"image\":null}",
        "{\"contract\":1,\"sourceVersion\":null}",
        "{\"contract\":1.5,\"sourceVersion\":\"v\"}",
        "{\"contract\":1e99999,\"sourceVersion\":\"v\"}",
      })
  void takesWhatIsNoAnswerForABrokenContract(String message) {
    assertBroken(() -> Answer.read(utf8(message), 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'width':0 | width must be positive",
        "'width':null | width must be a whole number",
        "'height':-1 | height must be positive",
        "'frames':0 | frames must be positive",
        "'alpha':'no' | alpha must be true or false",
        "'format':null | format must be a string",
        "'dominantColor':'red' | rrggbb",
        "'thumbHash':'' | thumbHash must have 1 to 32 bytes",
        "'thumbHash':'~' | thumbHash is not base64",
        "'placeholder':'https://example.com/a.png' | must begin with data:image/png;base64",
        "'placeholder':'data:image/png;base64,' | placeholder must have 1 to 16384 bytes",
      })
  void refusesADescriptionThatIsNone(String field, String message) {
    String good =
        "{'contract':2,'description':{'format':'JPEG','width':4,'height':3,"
            + "'dominantColor':'5d7a9cff','thumbHash':'AAAA','placeholder':'data:image/png;base64,AAAA'}}";
    assertThat(Answer.read(utf8(good.replace('\'', '"')), 2))
        .isInstanceOf(Answer.Description.class);

    String bad = good.replaceAll(field.split(":")[0] + ":('[^']*'|\\d+)", field);
    bad = bad.equals(good) ? good.replace("}}", "," + field + "}}") : bad;
    byte[] json = utf8(bad.replace('\'', '"'));

    assertBroken(() -> Answer.read(json, 2));
    assertThatThrownBy(() -> Answer.read(json, 2)).hasMessageContaining(message);
  }

  @Test
  void takesAnEndlessNestingForABrokenContract() {
    assertBroken(() -> Answer.read(utf8("{\"a\":".repeat(100_000)), 1));
  }

  @Test
  void carriesWhenTheOriginalWasChanged() throws IOException {
    Instant changed = Instant.parse("2026-11-27T10:15:30Z");
    ResizedImage image =
        ResizedImage.wrap(IMAGE, ImageFormat.JPEG, 100, 50, "v", ResizedImage.Origin.LOCAL)
            .withSourceModified(changed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Answer.writeInline(out, 1, image, "e");

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"sourceModified\":\"2026-11-27T10:15:30Z\"");
    Answer.Inline read = (Answer.Inline) Answer.read(out.toByteArray(), 1);
    assertThat(read.image().sourceModified()).isEqualTo(changed);
    assertBroken(
        () -> Answer.read(utf8(out.toString(StandardCharsets.UTF_8).replace("T10:15:30Z", "")), 1));
  }

  @Test
  void carriesWhatWasAmissWithTheOriginal() throws IOException {
    Damage damage = new Damage(0.35, "it ends in row 7");
    ResizedImage image =
        ResizedImage.wrap(IMAGE, ImageFormat.JPEG, 100, 50, "v", ResizedImage.Origin.LOCAL)
            .withDamage(damage);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Answer.writeInline(out, 1, image, "e");

    Answer.Inline read = (Answer.Inline) Answer.read(out.toByteArray(), 1);
    ResizedImage taken = read.image().verified(read.bytes(), request().width(100).build(), "e");
    assertThat(taken.damage()).contains(damage);
    assertThat(taken.isProvisional()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"arrived\":0.5,\"description\":\"a\\nb\"} | 0.5 | a?b",
        "{\"arrived\":1} | 1 | ''",
        "{} | 1 | ''",
      })
  void takesWhatAFunctionTellsOfDamage(String json, double arrived, String description) {
    assertThat(damageOf(json)).isEqualTo(new Damage(arrived, description));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"arrived\":2}", "{\"arrived\":-0.1}", "{\"arrived\":\"all\"}", "true"})
  void refusesDamageThatIsNone(String json) {
    assertBroken(() -> damageOf(json));
  }

  private static Damage damageOf(String json) {
    String image =
        "{\"contract\":1,\"format\":\"jpeg\",\"width\":1,\"height\":1,\"image\":\"AA==\",\"damage\":%s}";
    return ((Answer.Inline) Answer.read(utf8(image.formatted(json)), 1)).image().damage();
  }

  @Test
  void fitsIntoAnAnswerOfLambdaUpToTheLargestImageAndWithALongName() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] largest = new byte[ResizeHandler.MAX_INLINE_BYTES];
    ResizedImage image =
        ResizedImage.wrap(
            largest, ImageFormat.WEBP, 8192, 8192, "v".repeat(256), ResizedImage.Origin.LOCAL);

    Answer.writeInline(out, 1, image, "e".repeat(256));

    assertThat(out.size()).isLessThan(RuntimeEndpoint.MAX_PAYLOAD);
  }

  @Test
  void bringsAnImageThatIsWhatWasAskedFor() {
    ResizedImage image = verified(100, request().width(100).build(), IMAGE, 400, 200);

    assertThat(image.toByteArray()).isEqualTo(IMAGE);
    assertThat(image.originalSize()).contains(new ImageSize(400, 200));
  }

  @Test
  void refusesAnImageThatIsSmallerThanTheOriginalGives() {
    ImageRequest large = request().width(800).build();

    assertThat(verified(100, large, IMAGE, 100, 50).width()).isEqualTo(100);
    assertThatThrownBy(() -> verified(100, large, IMAGE, 2000, 1000))
        .hasMessageContaining("it is 100x50")
        .hasMessageContaining("800x400");
    assertBroken(() -> verified(100, large, IMAGE, 2000, 1000));
  }

  @Test
  void refusesAnImageOutsideTheBoxOfAFunctionThatTellsNoOriginal() {
    assertBroken(() -> verified(100, request().width(99).build(), IMAGE, 0, 0));
  }

  @Test
  void refusesAnImageThatIsCut() {
    for (int length : new int[] {IMAGE.length - 1, IMAGE.length - 2, IMAGE.length / 2 + 200}) {
      byte[] cut = Arrays.copyOf(IMAGE, length);
      assertThatThrownBy(() -> verified(100, request().width(100).build(), cut, 400, 200))
          .hasMessageContaining("end before the image does");
    }
  }

  @ParameterizedTest
  @CsvSource({"400, 0", "0, 200", "-1, 200", "400, -1"})
  void refusesHalfAnOriginal(int width, int height) {
    assertBroken(() -> verified(100, request().width(100).build(), IMAGE, width, height));
  }

  @Test
  void hashesVersionsThatCachesDoNotKeep() {
    String kept = "v".repeat(256);
    String hashed = SourceVersion.bounded("v".repeat(257));

    assertThat(version(kept)).isEqualTo(kept);
    assertThat(version("v".repeat(257))).isEqualTo(hashed).hasSize(64);
    assertThat(version("v".repeat(258))).hasSize(64).isNotEqualTo(hashed);
    AnsweredImage image =
        AnsweredImage.read(
            new JsonFields(
                java.util.Map.of(
                    "format", "jpeg", "width", 1, "height", 1, "sourceVersion", "v".repeat(257))));
    assertThat(image.sourceVersion()).isEqualTo(hashed);
  }

  private static String version(String sourceVersion) {
    String message = "{\"contract\":1,\"sourceVersion\":\"" + sourceVersion + "\"}";
    return ((Answer.Version) Answer.read(utf8(message), 1)).sourceVersion();
  }

  private static ResizedImage verified(
      int width, ImageRequest request, byte[] bytes, int originalWidth, int originalHeight) {
    String original =
        originalWidth == 0 && originalHeight == 0
            ? ""
            : "\"sourceWidth\":%d,\"sourceHeight\":%d,".formatted(originalWidth, originalHeight);
    String message =
        "{\"contract\":1,\"format\":\"jpeg\",\"width\":%d,\"height\":%d,%s\"image\":\"%s\"}"
            .formatted(width, width / 2, original, Base64.getEncoder().encodeToString(bytes));
    Answer.Inline answer = (Answer.Inline) Answer.read(utf8(message), 1);
    return answer.image().verified(answer.bytes(), request, "local-1");
  }

  private static ImageRequest.Builder request() {
    return ImageRequest.builder("a.jpg").format(ImageFormat.JPEG);
  }

  private static void assertBroken(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE))
        .hasMessageContaining("does not keep the contract");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
