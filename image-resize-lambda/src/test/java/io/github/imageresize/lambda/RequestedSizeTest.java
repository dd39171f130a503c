package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageSize;
import io.github.imageresize.Padding;
import io.github.imageresize.local.ResultGeometry;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestedSizeTest {

  @ParameterizedTest
  @CsvSource({
    // box, fit, enlarge; size, whether it may be the answer of a function that tells no original
    "800, 0, INSIDE, false, 800, 1, true",
    "800, 0, INSIDE, false, 100, 9999, true",
    "800, 0, INSIDE, false, 801, 600, false",
    "800, 0, INSIDE, true, 799, 600, false",
    "0, 600, COVER, false, 4000, 600, true",
    "0, 600, COVER, false, 100, 601, false",
    "800, 600, INSIDE, false, 800, 600, true",
    "800, 600, INSIDE, false, 800, 601, false",
    "800, 600, INSIDE, true, 700, 500, false",
    "800, 600, CONTAIN, false, 800, 600, true",
    "800, 600, CONTAIN, false, 800, 599, false",
    "800, 600, COVER, false, 100, 600, true",
    "800, 600, COVER, false, 801, 600, false",
    "800, 600, COVER, true, 800, 599, false",
    "800, 600, FILL, true, 800, 600, true",
    "800, 600, FILL, true, 100, 600, false",
    "800, 600, OUTSIDE, false, 900, 600, true",
    "800, 600, OUTSIDE, false, 801, 601, false",
    "800, 600, OUTSIDE, true, 900, 600, true",
    "800, 600, OUTSIDE, true, 790, 600, false",
    "0, 0, INSIDE, false, 5, 5, true",
  })
  void holdsASizeAgainstTheBox(
      int boxWidth, int boxHeight, Fit fit, boolean enlarge, int width, int height, boolean right) {
    ImageRequest request = request(boxWidth, boxHeight, fit, enlarge);

    assertThat(new RequestedSize(request, null).objection(new ImageSize(width, height)).isEmpty())
        .isEqualTo(right);
  }

  @Test
  void holdsASizeAgainstTheOriginalThatTheFunctionTells() {
    ImageRequest request = request(800, 0, Fit.INSIDE, false);
    RequestedSize large = new RequestedSize(request, new ImageSize(2000, 1000));

    assertThat(large.objection(new ImageSize(800, 400))).isEmpty();
    assertThat(large.objection(new ImageSize(100, 50)))
        .hasValueSatisfying(text -> assertThat(text).contains("2000x1000 gives 800x400"));
    assertThat(new RequestedSize(request, new ImageSize(100, 50)).objection(new ImageSize(100, 50)))
        .isEmpty();
  }

  @Test
  void countsPaddingAndLeavesToTheFunctionWhatIsTrimmed() {
    ImageRequest.Builder request =
        ImageRequest.builder("a").width(40).padding(new Padding(1, 2, 3, 4));
    ImageSize original = new ImageSize(80, 80);

    RequestedSize padded = new RequestedSize(request.build(), original);
    assertThat(padded.objection(new ImageSize(46, 44))).isEmpty();
    assertThat(padded.objection(new ImageSize(40, 40))).isPresent();
    assertThat(padded.objection(new ImageSize(6, 4))).isPresent();
    RequestedSize trimmed = new RequestedSize(request.trim(10).build(), original);
    assertThat(trimmed.objection(new ImageSize(46, 14))).isEmpty();
    assertThat(trimmed.objection(new ImageSize(47, 14))).isPresent();
  }

  @Test
  void refusesAnOriginalThatTheCropLiesOutsideOf() {
    ImageRequest request = ImageRequest.builder("a").crop(Crop.parse("50,50,10,10")).build();

    assertThat(new RequestedSize(request, new ImageSize(40, 40)).objection(new ImageSize(10, 10)))
        .isPresent();
  }

  /** What is right for some original is right where the original is not told. */
  @Test
  void refusesNoSizeThatAnOriginalCouldGive() {
    Random random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      ImageRequest request =
          request(
              random.nextInt(3) * random.nextInt(1, 90),
              random.nextInt(3) * random.nextInt(1, 90),
              Fit.values()[random.nextInt(Fit.values().length)],
              random.nextBoolean());
      ImageSize original = new ImageSize(random.nextInt(1, 200), random.nextInt(1, 200));
      ImageSize result = ResultGeometry.sizeOf(original, request).orElseThrow();

      assertThat(new RequestedSize(request, null).objection(result))
          .as("%s of %s: %s", request, original, result)
          .isEmpty();
    }
  }

  private static ImageRequest request(int boxWidth, int boxHeight, Fit fit, boolean enlarge) {
    ImageRequest.Builder request = ImageRequest.builder("a.jpg").fit(fit).enlarge(enlarge);
    if (boxWidth > 0) {
      request.width(boxWidth);
    }
    if (boxHeight > 0) {
      request.height(boxHeight);
    }
    return request.build();
  }
}
