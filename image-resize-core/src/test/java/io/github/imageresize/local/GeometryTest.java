package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.Crop;
import io.github.imageresize.Fit;
import io.github.imageresize.Flip;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.Position;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.Rotation;
import io.github.imageresize.codec.Orientation;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares whole resizes of drawn images with {@link NaiveResize}, pixel by pixel. */
class GeometryTest {
  private static final byte[] OPAQUE =
      Drawing.png(Drawing.blobs(44, 31, BufferedImage.TYPE_INT_RGB));
  private static final byte[] ALPHA =
      Drawing.png(Drawing.blobs(44, 31, BufferedImage.TYPE_INT_ARGB));

  private final LocalResizeService service = LocalResizeService.builder().build();

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void bringsEveryOrientationUpright(Orientation orientation) {
    byte[] original = Drawing.withOrientation(ALPHA, orientation.ordinal() + 1);
    NaiveResize upright = NaiveResize.of(Pixels.decode(ALPHA)).upright(orientation);
    compare(original, request(), upright);

    double scale = upright.width() / 20.0;
    int height = (int) Math.round(upright.height() / scale);
    compare(original, request().width(20), upright.reduced(scale, scale, 20, height));
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void fillsAndCoversInEveryOrientation(Orientation orientation) {
    byte[] original = Drawing.withOrientation(OPAQUE, orientation.ordinal() + 1);
    NaiveResize upright = NaiveResize.of(Pixels.decode(OPAQUE)).upright(orientation);
    compare(
        original,
        request().width(13).height(17).fit(Fit.FILL),
        upright.reduced(upright.width() / 13.0, upright.height() / 17.0, 13, 17));

    double scale = Math.min(upright.width() / 12.0, upright.height() / 12.0);
    int width = (int) Math.round(upright.width() / scale);
    int height = (int) Math.round(upright.height() / scale);
    compare(
        original,
        request().width(12).height(12).fit(Fit.COVER).position(Position.BOTTOM_RIGHT),
        upright.reduced(scale, scale, width, height).part(width - 12, height - 12, 12, 12));
  }

  static Stream<Arguments> turns() {
    List<Arguments> all = new ArrayList<>();
    for (Orientation orientation : new Orientation[] {Orientation.UPRIGHT, Orientation.TURNED_90}) {
      for (Flip flip : Flip.values()) {
        for (Rotation rotation : Rotation.values()) {
          all.add(Arguments.of(orientation, flip, rotation));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("turns")
  void cropsThenFlipsThenRotatesThenResizes(Orientation orientation, Flip flip, Rotation rotation) {
    Crop crop = Crop.pixels(3, 5, 24, 21);
    NaiveResize turned =
        NaiveResize.of(Pixels.decode(OPAQUE))
            .upright(orientation)
            .cropped(crop)
            .flipped(flip)
            .rotated(rotation);
    double scale = turned.width() / 11.0;
    int height = (int) Math.round(turned.height() / scale);
    compare(
        Drawing.withOrientation(OPAQUE, orientation.ordinal() + 1),
        request().crop(crop).flip(flip).rotation(rotation).width(11),
        turned.reduced(scale, scale, 11, height));
  }

  @Test
  void cropsWithoutALookAtWhatLiesOutside() {
    BufferedImage sprites = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 64; x++) {
        sprites.setRGB(x, y, x < 32 ? 0x204060 : 0xffffff);
      }
    }
    Pixels made = resize(Drawing.png(sprites), request().crop(Crop.pixels(0, 0, 32, 32)).width(10));
    assertThat(List.of(made.rgba()))
        .allSatisfy(pixel -> assertThat(pixel).containsExactly(32, 64, 96, 255));
  }

  @Test
  void enlarges() {
    NaiveResize original = NaiveResize.of(Pixels.decode(OPAQUE));
    compare(
        OPAQUE,
        request().width(66).height(62).fit(Fit.FILL).enlarge(true),
        original.reduced(44 / 66.0, 0.5, 66, 62));
  }

  @Test
  void padsWithTheBackground() {
    Pixels made =
        resize(
            OPAQUE,
            request()
                .width(30)
                .height(40)
                .fit(Fit.CONTAIN)
                .position(Position.TOP)
                .background(RgbaColor.parse("ff8000")));
    assertThat(made.height()).isEqualTo(40);
    for (int x = 0; x < 30; x++) {
      assertThat(made.at(x, 20)).as("picture").isNotEqualTo(new int[] {255, 128, 0, 255});
      assertThat(made.at(x, 21)).containsExactly(255, 128, 0, 255);
      assertThat(made.at(x, 39)).containsExactly(255, 128, 0, 255);
    }
  }

  @Test
  void padsTransparentlyByDefault() {
    Pixels made = resize(OPAQUE, request().width(44).height(60).fit(Fit.CONTAIN));
    assertThat(made.at(5, 0)[3]).isZero();
    assertThat(made.at(5, 59)[3]).isZero();
    assertThat(made.at(5, 14)).isEqualTo(Pixels.decode(OPAQUE).at(5, 0));
  }

  @Test
  void givesNoDarkFringesToEdgesAgainstTransparency() {
    BufferedImage disc = new BufferedImage(90, 90, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < 90; y++) {
      for (int x = 0; x < 90; x++) {
        boolean inside = (x - 45) * (x - 45) + (y - 45) * (y - 45) < 900;
        disc.setRGB(x, y, inside ? 0xfff0c020 : 0x00000000);
      }
    }
    Pixels made = resize(Drawing.png(disc), request().width(23));
    for (int[] pixel : made.rgba()) {
      if (pixel[3] > 20) {
        assertThat(pixel[0]).isGreaterThan(232);
        assertThat(pixel[1]).isBetween(185, 225);
        assertThat(pixel[2]).isBetween(24, 44);
      }
    }
  }

  private void compare(byte[] original, ImageRequest.Builder request, NaiveResize expected) {
    Pixels made = resize(original, request);
    Pixels wanted = expected.toPixels();
    assertThat(made.width() + "x" + made.height())
        .isEqualTo(wanted.width() + "x" + wanted.height());
    assertThat(made.psnr(wanted)).isGreaterThan(55);
  }

  private Pixels resize(byte[] original, ImageRequest.Builder request) {
    return Pixels.decode(service.resize(original, request.build()).toByteArray());
  }

  private static ImageRequest.Builder request() {
    return ImageRequest.builder("drawn.png").format(ImageFormat.PNG);
  }
}
