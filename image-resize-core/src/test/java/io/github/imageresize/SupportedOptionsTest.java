package io.github.imageresize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.ImageResizeException.Basis;
import io.github.imageresize.ImageResizeException.Reason;
import org.junit.jupiter.api.Test;

class SupportedOptionsTest {
  private final SupportedOptions modest =
      SupportedOptions.ALL
          .without(ImageOptions.BLUR)
          .withoutValues(ImageOptions.POSITION, Position::isByContent);

  @Test
  void refusesWhatTheEngineCannotDoByOptionAndEngineAndLeavesItToAnother() {
    ImageRequest request = ImageRequest.builder("a.jpg").blur(5).build();

    assertThatThrownBy(() -> modest.check(request, "thumbnailer-7"))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(Reason.INVALID_REQUEST);
              assertThat(refusal.basis()).isEqualTo(Basis.NODE);
              assertThat(refusal.publicMessage())
                  .isEqualTo("blur must not be 5: the engine thumbnailer-7 can't do that");
            });
  }

  @Test
  void refusesSomeValuesOfAnOption() {
    ImageRequest.Builder request = ImageRequest.builder("a.jpg");

    assertThatThrownBy(
            () -> modest.check(request.position(Position.ENTROPY).build(), "thumbnailer-7"))
        .hasMessageContaining("position must not be entropy: the engine thumbnailer-7");
    assertThatCode(() -> modest.check(request.position(Position.TOP).build(), "thumbnailer-7"))
        .doesNotThrowAnyException();
  }

  @Test
  void admitsDefaultsAndAllThatIsNotTakenAway() {
    ImageRequest request = ImageRequest.builder("a.jpg").width(30).brightness(2).build();

    assertThatCode(() -> modest.check(request, "thumbnailer-7")).doesNotThrowAnyException();
    assertThatCode(
            () ->
                SupportedOptions.ALL
                    .without(ImageOptions.BRIGHTNESS)
                    .check(ImageRequest.builder("a.jpg").brightness(1).build(), "thumbnailer-7"))
        .doesNotThrowAnyException();
  }
}
