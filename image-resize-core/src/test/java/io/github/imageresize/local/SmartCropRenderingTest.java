package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.Padding;
import io.github.imageresize.Position;
import io.github.imageresize.ResizedImage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmartCropRenderingTest {
  private static final BufferedImage BALL = ball();

  private final LocalResizeService service = LocalResizeService.builder().build();

  @ParameterizedTest
  @ValueSource(strings = {"entropy", "attention"})
  void keepsAPartOfWhatIsReducedToCover(String position) {
    byte[] png = Drawing.png(BALL);
    Pixels whole = make(png, request(90, 60).fit(Fit.OUTSIDE));

    Pixels part = make(png, request(40, 60).fit(Fit.COVER).position(Position.parse(position)));

    int left = placeOf(part, whole);
    // Reduced by 4, the ball reaches from 60 to 84.
    assertThat(left).isBetween(84 - 40, 50);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void choosesInThePictureThatIsSeen(int orientation) {
    byte[] png = Drawing.withOrientation(Drawing.png(BALL), orientation);
    boolean swapped = orientation > 4;

    Pixels part =
        make(
            png,
            (swapped ? request(60, 40) : request(40, 60))
                .fit(Fit.COVER)
                .position(Position.ATTENTION));

    assertThat(redness(part)).isCloseTo(redness(make(png, request(0, 0))) / 16, within(30));
  }

  @Test
  void goesStraightFromJpegToJpeg() {
    ResizedImage image =
        service.resize(
            Drawing.jpeg(BALL),
            ImageRequest.builder("ball.jpg")
                .width(41)
                .height(60)
                .fit(Fit.COVER)
                .position(Position.ATTENTION)
                .build());

    assertThat(image.width()).isEqualTo(41);
    Pixels part = Pixels.decode(image.toByteArray());
    assertThat(redness(part)).isCloseTo(redness(Pixels.of(BALL)) / 16, within(45));
  }

  @Test
  void padsWhatWasKept() {
    byte[] png = Drawing.png(BALL);
    ImageRequest.Builder kept = request(40, 60).fit(Fit.COVER).position(Position.ATTENTION);
    Pixels part = make(png, kept);

    Pixels padded = make(png, kept.padding(Padding.all(7)));

    assertThat(padded.width()).isEqualTo(54);
    assertThat(padded.height()).isEqualTo(74);
    assertThat(padded.at(7 + 20, 7 + 30)).isEqualTo(part.at(20, 30));
  }

  @Test
  void takesAllWhereNothingIsLeftOver() {
    byte[] png = Drawing.png(BALL);

    Pixels smart = make(png, request(90, 60).fit(Fit.COVER).position(Position.ENTROPY));

    assertThat(smart.psnr(make(png, request(90, 60)))).isEqualTo(99);
  }

  private static ImageRequest.Builder request(int width, int height) {
    ImageRequest.Builder request = ImageRequest.builder("ball.png").format(ImageFormat.PNG);
    return width == 0 ? request : request.width(width).height(height);
  }

  private Pixels make(byte[] original, ImageRequest.Builder request) {
    return Pixels.decode(service.resize(original, request.build()).toByteArray());
  }

  /** How far from the left a part of full height stands in the whole. */
  private static int placeOf(Pixels part, Pixels whole) {
    for (int left = 0; left <= whole.width() - part.width(); left++) {
      if (isAt(left, part, whole)) {
        return left;
      }
    }
    throw new AssertionError("it is no part of the whole");
  }

  private static boolean isAt(int left, Pixels part, Pixels whole) {
    for (int y = 0; y < part.height(); y++) {
      for (int x = 0; x < part.width(); x++) {
        for (int i = 0; i < 3; i++) {
          if (Math.abs(part.at(x, y)[i] - whole.at(left + x, y)[i]) > 1) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** How many pixels are red. */
  private static int redness(Pixels pixels) {
    int count = 0;
    for (int[] pixel : pixels.rgba()) {
      count += pixel[0] > 180 && pixel[1] < 90 ? 1 : 0;
    }
    return count;
  }

  /** A ball of two reds on a road that is nearly even. */
  private static BufferedImage ball() {
    BufferedImage image = new BufferedImage(360, 240, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(4);
    for (int y = 0; y < 240; y++) {
      for (int x = 0; x < 360; x++) {
        int grey = 150 + y / 8 + random.nextInt(4);
        image.setRGB(x, y, grey << 16 | grey << 8 | grey);
      }
    }
    Graphics2D drawing = image.createGraphics();
    for (int ring = 0; ring < 6; ring++) {
      drawing.setColor(ring % 2 == 0 ? new Color(225, 20, 30) : new Color(190, 60, 30));
      drawing.fillOval(240 + 8 * ring, 70 + 8 * ring, 96 - 16 * ring, 96 - 16 * ring);
    }
    drawing.dispose();
    return image;
  }
}
