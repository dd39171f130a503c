package io.github.imageresize.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetsTest {
  private static final Presets PRESETS =
      Presets.of(Map.of("thumb", "w=200&h=200&fit=cover", "plain", "", "hero", "w=1600&dpr=1.5"))
          .values("dpr", "2")
          .anyValue("format");

  private static Verdict decide(String target) {
    HttpRequestHead head = HttpRequestHead.get("/images/" + target);
    return PRESETS.decide(RequestTarget.of(head, "/images/", PRESETS));
  }

  @Test
  void standForTheirOptions() {
    ImageRequest thumb =
        ImageRequest.builder("a.jpg").width(200).height(200).fit(Fit.COVER).build();

    assertThat(decide("a.jpg?p=thumb")).isEqualTo(Verdict.admit(thumb));
    assertThat(decide("p_thumb/a.jpg")).isEqualTo(Verdict.admit(thumb));
    assertThat(decide("a.jpg?p=plain"))
        .isEqualTo(Verdict.admit(ImageRequest.builder("a.jpg").build()));
  }

  @Test
  void letAnOpenedOptionComeBeforeTheirOwn() {
    assertThat(decide("a.jpg?p=hero&dpr=2").request().orElseThrow().devicePixelRatio())
        .isEqualTo(2);
    assertThat(decide("a.jpg?p=hero").request().orElseThrow().devicePixelRatio()).isEqualTo(1.5);
    assertThat(decide("a.jpg?p=hero&format=webp").isAdmitted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.jpg|p must be hero, plain or thumb, but is missing.",
        "a.jpg?w=200&h=200&fit=cover|p must be hero, plain or thumb, but is missing.",
        "a.jpg?p=Thumb|p must be hero, plain or thumb, but is Thumb.",
        "a.jpg?p=|p must be hero, plain or thumb, but is .",
        "a.jpg?p=thumb&w=200|The option w is not allowed here.",
        "a.jpg?p=thumb&fit=inside|The option fit is not allowed here.",
        "a.jpg?p=thumb&q=3|The option q is not allowed here.",
        "a.jpg?p=thumb&dpr=3|dpr must be 2, but is 3."
      })
  void allowNothingElse(String target, String text) {
    assertThat(decide(target).refusal()).contains(text);
  }

  @Test
  void areReadFromAFile(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("presets"), "# pages\n\nthumb = w=200&h=200&fit=cover\n hero=w=1600 \n");

    assertThat(Presets.read(file).names()).containsExactly("hero", "thumb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "thumb|must be written as name = options, but is thumb",
        "a/b = w=3|preset must have 1..64 letters",
        "thumb = w=0|the preset thumb is malformed: w must be a whole number",
        "thumb = sepia=3|the preset thumb is malformed: option must be one of",
        "thumb = w=3&w=3|the preset thumb is malformed: option must not be given more than once",
        "t = w=3~t = w=4|presets must differ in their names, but is t twice",
        "#|must have at least one preset"
      })
  void refuseAFileThatIsWrong(String content, String message, @TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("presets"), content.replace('~', '\n'));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Presets.read(file))
        .withMessageContaining(message);
  }
}
