package io.github.imageresize.internal.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.raster.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class SmartCropTest {
  private static final int WIDTH = 300;
  private static final int HEIGHT = 200;
  private static final double[] SKIN = {224, 172, 140};
  private static final double[] SKY = {120, 170, 220};

  @Test
  void attentionFollowsAFace() {
    List<double[][]> face = disc(220, 90, 30, SKIN, SKY);

    Picture cut = SmartCrop.byAttention(120, 200).apply(rgb(face), 1);

    // The disc stands in the middle of the part: 220 - 60 from the left, within a cell.
    assertThat(centre(Samples.read(cut).get(0), SKIN[0])).isBetween(50.0, 70.0);
  }

  @Test
  void attentionFollowsEdgesWhereNothingHasColor() {
    double[][] grey = drawn((x, y) -> x < 120 && y > 100 ? ((int) (x / 16) % 2) * 160 : 200);

    Picture cut = SmartCrop.byAttention(100, 60).apply(Samples.grey(1, grey), 8);

    double[][] read = Samples.read(cut).get(0);
    assertThat(read).hasDimensions(60, 100);
    // Half of the stripes are black; there are none on the rest.
    assertThat(share(read, 0)).isGreaterThan(0.2);
  }

  @Test
  void entropyKeepsWhatIsNotFlat() {
    double[][] noise = Samples.plane(WIDTH, HEIGHT, 3);
    double[][] grey = drawn((x, y) -> x < 100 ? noise[(int) y][(int) x] : 180);

    Picture cut = SmartCrop.byEntropy(100, 200).apply(Samples.grey(1, grey), 1);

    assertThat(share(Samples.read(cut).get(0), 180)).isLessThan(0.1);
  }

  @Test
  void cutsHalvedChromaAtTheSamePlace() {
    List<double[][]> planes = new ArrayList<>(disc(221, 91, 30, new double[] {200, 90, 180}, SKY));
    Picture full = new Picture(ColorModel.YCBCR, false, rows(planes));

    List<double[][]> cut =
        Samples.read(SmartCrop.byAttention(121, 200).apply(full.chromaSubsampled(), 1));

    assertThat(cut.get(1)).hasDimensions(100, 61);
    double luma = centre(cut.get(0), 200);
    double chroma = centre(cut.get(1), 90);
    assertThat(chroma).isBetween(luma / 2 - 1, luma / 2 + 1);
  }

  @Test
  void cutsTheFramesThatFollowLikeTheFirst() {
    SmartCrop crop = SmartCrop.byAttention(120, 200);
    double first =
        centre(Samples.read(crop.apply(rgb(disc(220, 90, 30, SKIN, SKY)), 1)).get(0), 224);

    List<double[][]> moved = disc(200, 90, 30, SKIN, SKY);
    double second = centre(Samples.read(crop.apply(rgb(moved), 8)).get(0), 224);

    assertThat(first - second).isBetween(19.0, 21.0);
  }

  @Test
  void looksAtNothingThatIsTransparent() {
    List<double[][]> planes = new ArrayList<>(disc(60, 100, 40, new double[] {255, 0, 0}, SKY));
    double[][] alpha = drawn((x, y) -> x < 110 ? 0 : 255);
    planes.add(alpha);
    for (int i = 0; i < 3; i++) {
      double level = SKIN[i];
      planes.set(
          i,
          Samples.combined(
              planes.get(i),
              drawn((x, y) -> Math.hypot(x - 230, y - 60)),
              (c, far) -> far < 20 ? level : c));
    }

    Picture cut =
        SmartCrop.byAttention(100, 200).apply(new Picture(ColorModel.RGB, true, rows(planes)), 1);

    assertThat(share(Samples.read(cut).get(3), 0)).isZero();
  }

  @Test
  void takesPicturesOfAPixel() {
    double[][] pixel = {{9}};
    Picture picture = Samples.grey(1, pixel);

    assertThat(Samples.read(SmartCrop.byEntropy(1, 1).apply(picture, 1)).get(0)[0][0])
        .isEqualTo(9.0);
  }

  private static List<double[][]> disc(
      double centreX, double centreY, double radius, double[] inside, double[] outside) {
    List<double[][]> planes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      double in = inside[i];
      double out = outside[i];
      planes.add(drawn((x, y) -> Math.hypot(x - centreX, y - centreY) < radius ? in : out));
    }
    return planes;
  }

  private static double[][] drawn(DoubleBinaryOperator levels) {
    double[][] samples = new double[HEIGHT][WIDTH];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        samples[y][x] = levels.applyAsDouble(x, y);
      }
    }
    return samples;
  }

  private static Picture rgb(List<double[][]> planes) {
    return new Picture(ColorModel.RGB, false, rows(planes));
  }

  private static List<PlaneRows> rows(List<double[][]> planes) {
    return Samples.picture(ColorModel.RGB, false, 1, planes).planes();
  }

  /** Of the samples of a level, the mean place from the left. */
  private static double centre(double[][] samples, double level) {
    double sum = 0;
    int count = 0;
    for (double[] row : samples) {
      for (int x = 0; x < row.length; x++) {
        if (Math.abs(row[x] - level) < 0.5) {
          sum += x;
          count++;
        }
      }
    }
    return sum / count;
  }

  private static double share(double[][] samples, double level) {
    int count = 0;
    for (double[] row : samples) {
      for (double sample : row) {
        count += Math.abs(sample - level) < 0.5 ? 1 : 0;
      }
    }
    return (double) count / (samples.length * samples[0].length);
  }
}
