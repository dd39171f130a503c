package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.Flip;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ImageSize;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.Rotation;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultGeometryTest {
  private static final BufferedImage PHOTO = Drawing.blobs(60, 40, BufferedImage.TYPE_3BYTE_BGR);

  private final LocalResizeService service = LocalResizeService.builder().build();

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6, 8})
  void tellsTheSizeOfWhatIsMadeOfTheUprightOriginal(int orientation) {
    byte[] original = Drawing.withExif(Drawing.jpeg(PHOTO), orientation);
    for (Fit fit : Fit.values()) {
      for (boolean enlarge : new boolean[] {false, true}) {
        for (Rotation rotation : Rotation.values()) {
          ImageRequest request =
              request()
                  .width(31)
                  .height(57)
                  .fit(fit)
                  .enlarge(enlarge)
                  .flip(Flip.VERTICAL)
                  .rotation(rotation)
                  .crop(Crop.parse("5,3,47,30"))
                  .build();
          ResizedImage made = service.resize(original, request);
          ImageSize size = new ImageSize(made.width(), made.height());
          assertThat(ResultGeometry.sizeOf(made.originalSize().orElseThrow(), request))
              .as(request.toString())
              .contains(size);
        }
      }
    }
  }

  @Test
  void tellsTheSizeOfTheOriginalAsItIsSeen() {
    byte[] turned = Drawing.withExif(Drawing.jpeg(PHOTO), 6);
    ResizedImage made = service.resize(turned, request().width(20).build());

    assertThat(made.originalSize()).contains(new ImageSize(40, 60));
    assertThat(made.asProvisional().withOrigin(ResizedImage.Origin.CACHE).originalSize())
        .contains(new ImageSize(40, 60));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fit.class,
      names = {"INSIDE", "OUTSIDE"})
  void hasNoSizeWhereASideWouldPassAllNumbers(Fit fit) {
    ImageRequest request = request().width(65_535).enlarge(true).fit(fit).build();
    assertThat(ResultGeometry.sizeOf(new ImageSize(1, 100_000), request)).isEmpty();
  }

  @Test
  void refusesACropOutsideTheOriginal() {
    ImageRequest request = request().crop(Crop.parse("60,0,10,10")).build();
    assertThatThrownBy(() -> ResultGeometry.sizeOf(new ImageSize(60, 40), request))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.INVALID_REQUEST));
  }

  private static ImageRequest.Builder request() {
    return ImageRequest.builder("a.jpg").format(ImageFormat.PNG);
  }
}
