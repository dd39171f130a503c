package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.imageresize.Fit;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ImageSize;
import io.github.imageresize.Padding;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.Sharpening;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects, padding and rounding through the engine, against references in doubles. */
class EffectsTest {
  private static final BufferedImage PHOTO = Drawing.blobs(160, 120, BufferedImage.TYPE_3BYTE_BGR);
  private static final BufferedImage CUT_OUT = Drawing.blobs(160, 120, BufferedImage.TYPE_INT_ARGB);
  private static final RgbaColor RED = RgbaColor.parse("ff0000");

  private final LocalResizeService service = LocalResizeService.builder().build();

  @ParameterizedTest
  @CsvSource({"2.2, 1, 1, 1", "1, 1.3, 1, 1", "1, 1, 0.6, 1", "1, 1, 1, 0.4", "0.8, 0.9, 1.2, 1.5"})
  void changesTones(double gamma, double brightness, double contrast, double saturation) {
    Pixels before = Pixels.of(PHOTO);
    Pixels after =
        made(
            PHOTO,
            request ->
                request
                    .gamma(gamma)
                    .brightness(brightness)
                    .contrast(contrast)
                    .saturation(saturation));
    double worst = 0;
    for (int i = 0; i < before.rgba().length; i++) {
      double[] expected = new double[3];
      for (int channel = 0; channel < 3; channel++) {
        expected[channel] = 255 * Math.pow(before.rgba()[i][channel] / 255.0, 1 / gamma);
      }
      double luma = 0.299 * expected[0] + 0.587 * expected[1] + 0.114 * expected[2];
      for (int channel = 0; channel < 3; channel++) {
        double saturated = luma + (expected[channel] - luma) * saturation;
        double toned = (saturated * brightness - 127.5) * contrast + 127.5;
        double shown = Math.min(255, Math.max(0, toned));
        worst = Math.max(worst, Math.abs(after.rgba()[i][channel] - shown));
      }
    }
    assertThat(worst).isLessThan(1);
  }

  @Test
  void leavesGreyAloneOfColoursAndStillPadsInColour() {
    Pixels before = Pixels.of(PHOTO);
    Pixels after =
        made(PHOTO, request -> request.grayscale(true).padding(Padding.all(3)).background(RED));
    assertThat(after.at(1, 1)).containsExactly(255, 0, 0, 255);
    double worst = 0;
    for (int y = 0; y < 120; y++) {
      for (int x = 0; x < 160; x++) {
        int[] rgb = before.at(x, y);
        double luma = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
        for (int channel = 0; channel < 3; channel++) {
          worst = Math.max(worst, Math.abs(after.at(x + 3, y + 3)[channel] - luma));
        }
      }
    }
    assertThat(worst).isLessThan(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.7, 5, 30})
  void blursAsAGaussianDoes(double sigma) {
    double[][] expected = blurred(channel(PHOTO, 1), sigma);
    Pixels after = made(PHOTO, request -> request.blur(sigma));
    assertThat(farthest(after, 1, expected)).isLessThan(1.2);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 9", "9, 1", "2, 5", "5, 2", "3, 3", "7, 1"})
  void blursPicturesThatAreNarrowerThanTheBlur(int width, int height) {
    BufferedImage picture = Drawing.blobs(width, height, BufferedImage.TYPE_3BYTE_BGR);
    for (double sigma : new double[] {0.5, 1, 1.9, 4, 9, 30, 100}) {
      double[][] expected = blurred(channel(picture, 1), sigma);
      Pixels after = made(picture, request -> request.blur(sigma));
      assertThat(farthest(after, 1, expected)).as("blur %s", sigma).isLessThan(1.5);
    }
  }

  @Test
  void sharpensTheLumaByWhatABlurTakesAway() {
    BufferedImage grey = Drawing.blobs(160, 120, BufferedImage.TYPE_BYTE_GRAY);
    double[][] luma = channel(grey, 0);
    double[][] soft = blurred(luma, 2);
    Pixels after = made(grey, request -> request.sharpen(new Sharpening(2, 1.5)));
    for (int y = 0; y < 120; y++) {
      for (int x = 0; x < 160; x++) {
        double detail = Math.max(-51, Math.min(25.5, 1.5 * (luma[y][x] - soft[y][x])));
        luma[y][x] = Math.max(0, Math.min(255, luma[y][x] + detail));
      }
    }
    assertThat(farthest(after, 0, luma)).isLessThan(1.5);
  }

  @Test
  void blursAJpegInItsOwnPlanesToTheSamePicture() {
    byte[] jpeg = Drawing.jpeg(PHOTO);
    UnaryOperator<ImageRequest.Builder> options =
        request -> request.width(90).blur(1.5).sharpen(Sharpening.ofSigma(1)).quality(90);
    ResizedImage asJpeg =
        service.resize(jpeg, options.apply(request()).format(ImageFormat.JPEG).build());
    ResizedImage asPng =
        service.resize(jpeg, options.apply(request()).format(ImageFormat.PNG).build());
    Pixels written = Pixels.of(rgb(asJpeg));
    assertThat(written.psnr(Pixels.decode(asPng.toByteArray()))).isGreaterThan(38);
  }

  @Test
  void addsPaddingAroundWhatFits() {
    ImageRequest.Builder asked =
        request().width(80).height(80).fit(Fit.CONTAIN).background(RED).enlarge(true);
    byte[] png = Drawing.png(PHOTO);
    Pixels alone = Pixels.decode(service.resize(png, asked.build()).toByteArray());
    ImageRequest padded = asked.padding(new Padding(1, 2, 30, 4)).build();
    ResizedImage image = service.resize(png, padded);
    Pixels around = Pixels.decode(image.toByteArray());
    assertThat(image.width()).isEqualTo(86).isEqualTo(around.width());
    assertThat(image.height()).isEqualTo(111).isEqualTo(around.height());
    assertThat(ResultGeometry.sizeOf(new ImageSize(160, 120), padded))
        .contains(new ImageSize(86, 111));
    int different = 0;
    for (int y = 0; y < 111; y++) {
      for (int x = 0; x < 86; x++) {
        boolean within = x >= 4 && x < 84 && y >= 1 && y < 81;
        int[] expected = within ? alone.at(x - 4, y - 1) : new int[] {255, 0, 0, 255};
        different += Arrays.equals(around.at(x, y), expected) ? 0 : 1;
      }
    }
    assertThat(different).isZero();
  }

  @Test
  void padsWithTransparencyWhereTheFormatHasIt() {
    Pixels after = made(PHOTO, request -> request.padding(Padding.all(2)));
    assertThat(after.at(0, 0)).containsExactly(0, 0, 0, 0);
    assertThat(after.at(2, 2)[3]).isEqualTo(255);
  }

  @Test
  void refusesPaddingThatPassesTheLongestSide() {
    ImageRequest request = request().padding(Padding.all(5000)).build();
    assertThatThrownBy(() -> service.resize(Drawing.png(PHOTO), request))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.RESULT_TOO_LARGE));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 40, 60, ImageRequest.MAX_RADIUS})
  void roundsCornersWithSoftEdges(int radius) {
    Pixels before = Pixels.of(PHOTO);
    Pixels after = made(PHOTO, request -> request.radius(radius));
    double fitting = Math.min(radius, 60);
    double[][] alpha = new double[120][160];
    int different = 0;
    for (int y = 0; y < 120; y++) {
      for (int x = 0; x < 160; x++) {
        alpha[y][x] = 255 * covered(x, y, 160, 120, fitting);
        boolean kept = Arrays.equals(after.at(x, y), 0, 3, before.at(x, y), 0, 3);
        different += kept || alpha[y][x] < 255 ? 0 : 1;
      }
    }
    assertThat(different).isZero();
    assertThat(farthest(after, 3, alpha)).isLessThan(4);
  }

  @Test
  void showsTheBackgroundInTheCornersOfAJpeg() {
    byte[] png = Drawing.png(PHOTO);
    ImageRequest rounded =
        request().radius(50).background(RED).format(ImageFormat.JPEG).quality(95).build();
    Pixels after = Pixels.of(rgb(service.resize(png, rounded)));
    assertThat(after.at(1, 1)[0]).isGreaterThan(240);
    assertThat(after.at(1, 1)[2]).isLessThan(15);
    for (int channel = 0; channel < 3; channel++) {
      assertThat(after.at(80, 60)[channel])
          .isCloseTo(Pixels.of(PHOTO).at(80, 60)[channel], within(6));
    }
  }

  @Test
  void keepsTheTransparencyThatThereIsWithinTheCorners() {
    Pixels before = Pixels.of(CUT_OUT);
    Pixels after = made(CUT_OUT, request -> request.radius(20));
    assertThat(after.at(0, 0)[3]).isZero();
    for (int x = 20; x < 140; x++) {
      assertThat(after.at(x, 60)[3]).isEqualTo(before.at(x, 60)[3]);
    }
  }

  private Pixels made(BufferedImage image, UnaryOperator<ImageRequest.Builder> options) {
    ImageRequest request = options.apply(request().format(ImageFormat.PNG)).build();
    return Pixels.decode(service.resize(Drawing.png(image), request).toByteArray());
  }

  private static ImageRequest.Builder request() {
    return ImageRequest.builder("drawn");
  }

  private static BufferedImage rgb(ResizedImage jpeg) {
    return Drawing.read(jpeg.toByteArray());
  }

  private static double[][] channel(BufferedImage image, int channel) {
    Pixels pixels = Pixels.of(image);
    double[][] samples = new double[pixels.height()][pixels.width()];
    for (int y = 0; y < pixels.height(); y++) {
      for (int x = 0; x < pixels.width(); x++) {
        samples[y][x] = pixels.at(x, y)[channel];
      }
    }
    return samples;
  }

  private static double farthest(Pixels pixels, int channel, double[][] expected) {
    double worst = 0;
    for (int y = 0; y < pixels.height(); y++) {
      for (int x = 0; x < pixels.width(); x++) {
        worst = Math.max(worst, Math.abs(pixels.at(x, y)[channel] - expected[y][x]));
      }
    }
    return worst;
  }

  private static double[][] blurred(double[][] samples, double sigma) {
    return transposed(blurredRows(transposed(blurredRows(samples, sigma)), sigma));
  }

  private static double[][] blurredRows(double[][] rows, double sigma) {
    DoubleUnaryOperator bell = d -> Math.exp(-d * d / (2 * sigma * sigma));
    int reach = (int) Math.ceil(5 * sigma);
    int width = rows[0].length;
    double[][] blurred = new double[rows.length][width];
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < width; x++) {
        double sum = 0;
        double weights = 0;
        for (int d = -reach; d <= reach; d++) {
          double weight = bell.applyAsDouble(d);
          sum += weight * rows[y][Math.max(0, Math.min(width - 1, x + d))];
          weights += weight;
        }
        blurred[y][x] = sum / weights;
      }
    }
    return blurred;
  }

  private static double[][] transposed(double[][] rows) {
    double[][] columns = new double[rows[0].length][rows.length];
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < rows[0].length; x++) {
        columns[x][y] = rows[y][x];
      }
    }
    return columns;
  }

  /** The part of a pixel within a rectangle with rounded corners, by 32 times 32 points. */
  private static double covered(int x, int y, int width, int height, double radius) {
    int inside = 0;
    for (int point = 0; point < 1024; point++) {
      double px = x + (point % 32 + 0.5) / 32;
      double py = y + (point / 32 + 0.5) / 32;
      double dx = Math.max(0, Math.max(radius - px, px - (width - radius)));
      double dy = Math.max(0, Math.max(radius - py, py - (height - radius)));
      inside += dx * dx + dy * dy <= radius * radius ? 1 : 0;
    }
    return inside / 1024.0;
  }
}
