package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.Crop;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ImageSize;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizedImage;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Borders of one colour that are cut off. */
class TrimTest {
  private final LocalResizeService service = LocalResizeService.builder().build();

  @Test
  void cutsBordersOffToThePixel() {
    BufferedImage framed = framed(BufferedImage.TYPE_3BYTE_BGR, 0xff204060);
    ResizedImage image = made(Drawing.png(framed), request().trim(0));
    assertSize(image, 60, 40);
    Pixels inside = Pixels.decode(image.toByteArray());
    assertThat(inside.psnr(Pixels.of(framed.getSubimage(30, 15, 60, 40)))).isEqualTo(99);
  }

  @Test
  void takesWhatIsTransparentForABorderWhateverItsColour() {
    BufferedImage framed = framed(BufferedImage.TYPE_INT_ARGB, 0x00ffffff);
    framed.setRGB(2, 2, 0x00123456);
    assertSize(made(Drawing.png(framed), request().trim(0)), 60, 40);
  }

  @Test
  void letsNoiseOfAJpegPassByTheTolerance() {
    byte[] jpeg = Drawing.jpeg(framed(BufferedImage.TYPE_3BYTE_BGR, 0xffffffff));
    ResizedImage image = made(jpeg, request().trim(40));
    assertThat(image.width()).isBetween(60, 70);
    assertThat(image.height()).isBetween(40, 52);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsTheSamePartInEveryOrientation(int orientation) {
    byte[] png = Drawing.png(framed(BufferedImage.TYPE_3BYTE_BGR, 0xff204060));
    byte[] turned = Drawing.withOrientation(png, orientation);
    ResizedImage whole = made(turned, request());
    ResizedImage trimmed = made(turned, request().trim(0));
    assertSize(trimmed, orientation < 5 ? 60 : 40, orientation < 5 ? 40 : 60);
    // Trimming what was turned before gives the same as turning what is trimmed.
    ResizedImage after = made(whole.toByteArray(), request().trim(0));
    assertThat(Pixels.decode(trimmed.toByteArray()).psnr(Pixels.decode(after.toByteArray())))
        .isGreaterThan(60);
  }

  @Test
  void trimsWhatTheCropLeavesAndReducesTheRest() {
    byte[] png = Drawing.png(framed(BufferedImage.TYPE_3BYTE_BGR, 0xff204060));
    ResizedImage image = made(png, request().crop(Crop.pixels(10, 5, 50, 60)).trim(0).width(15));
    assertSize(image, 15, 20);
  }

  @Test
  void leavesAPictureOfOneColourAsItIs() {
    BufferedImage plain = new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR);
    assertSize(made(Drawing.png(plain), request().trim(10)), 40, 30);
  }

  @Test
  void hasNoSizeThatIsKnownBefore() {
    assertThat(ResultGeometry.sizeOf(new ImageSize(100, 100), request().trim(10).build()))
        .isEmpty();
  }

  @Test
  void keepsToTheLimitsOnPixels() {
    byte[] png = Drawing.png(framed(BufferedImage.TYPE_3BYTE_BGR, 0xff204060));
    LocalResizeService limited =
        LocalResizeService.builder()
            .limits(ResizeLimits.builder().sourcePixels(1000).build())
            .build();
    assertThatThrownBy(() -> limited.resize(png, request().trim(0).build()))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.SOURCE_TOO_LARGE));
  }

  private ResizedImage made(byte[] original, ImageRequest.Builder request) {
    return service.resize(original, request.build());
  }

  private static void assertSize(ResizedImage image, int width, int height) {
    assertThat(new ImageSize(image.width(), image.height()))
        .isEqualTo(new ImageSize(width, height));
  }

  private static ImageRequest.Builder request() {
    return ImageRequest.builder("drawn").format(ImageFormat.PNG);
  }

  /** A picture of 60x40 pixels at 30, 15 on a canvas of 100x90. */
  private static BufferedImage framed(int type, int border) {
    BufferedImage image = new BufferedImage(100, 90, type);
    for (int y = 0; y < 90; y++) {
      for (int x = 0; x < 100; x++) {
        image.setRGB(x, y, border);
      }
    }
    BufferedImage blobs = Drawing.blobs(60, 40, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = image.createGraphics();
    pen.drawImage(blobs, 30, 15, null);
    pen.setPaint(java.awt.Color.RED);
    pen.drawRect(30, 15, 59, 39);
    pen.dispose();
    return image;
  }
}
