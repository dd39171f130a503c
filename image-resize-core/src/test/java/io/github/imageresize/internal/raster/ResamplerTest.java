package io.github.imageresize.internal.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.imageresize.codec.PlaneRows;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  @ParameterizedTest(name = "{0}x{1} to {2}x{3}, {4} phases in, {5} out")
  @CsvSource({
    "100, 80, 33, 27, 1, 1",
    "100, 80, 33, 27, 8, 8",
    "101, 83, 64, 65, 5, 8",
    "200, 300, 7, 150, 3, 8",
    "31, 17, 90, 51, 1, 8",
    "31, 17, 90, 51, 4, 1",
    "1, 1, 5, 3, 1, 8",
    "9, 9, 1, 1, 8, 1",
    "3, 500, 2, 400, 2, 3",
    "2500, 3, 1999, 2, 6, 8",
    "200, 150, 150, 140, 3, 5",
    "700, 130, 90, 129, 2, 1"
  })
  void equalsTheSeparableSumInDoublePrecision(
      int width, int height, int outWidth, int outHeight, int phasesIn, int phasesOut) {
    double[][] samples = noise(width, height);

    PlaneRows resized =
        Resampler.resample(
            new ArrayRows(samples, phasesIn),
            wholeAxis(width, outWidth),
            wholeAxis(height, outHeight),
            phasesOut);

    assertThat(resized.phases()).isEqualTo(phasesOut);
    assertSame(
        ArrayRows.read(resized),
        reference(
            samples,
            0,
            (double) width / outWidth,
            outWidth,
            0,
            (double) height / outHeight,
            outHeight));
  }

  @Test
  void keepsAnExactScaleThatTheRoundedPlaneDoesNotHave() {
    double[][] samples = noise(126, 90);

    PlaneRows resized =
        Resampler.resample(
            new ArrayRows(samples, 3),
            ResamplingAxis.lanczos3(0, 126, 0.25, 125.5 / 50, 50),
            ResamplingAxis.lanczos3(0, 90, 1.5, 87.3 / 40, 40),
            8);

    assertSame(
        ArrayRows.read(resized), reference(samples, 0.25, 125.5 / 50, 50, 1.5, 87.3 / 40, 40));
  }

  @Test
  void takesSamplesBeyondTheBoundsToEqualTheOutermostOnes() {
    double[][] samples = noise(60, 40);
    double[][] part = new double[20][30];
    for (int y = 0; y < 20; y++) {
      System.arraycopy(samples[y + 10], 15, part[y], 0, 30);
    }

    PlaneRows resized =
        Resampler.resample(
            new ArrayRows(samples, 4),
            ResamplingAxis.lanczos3(15, 45, 15, 3, 10),
            ResamplingAxis.lanczos3(10, 30, 10, 2, 10),
            8);

    assertSame(ArrayRows.read(resized), reference(part, 0, 3, 10, 0, 2, 10));
  }

  @Test
  void returnsTheSourceWhereNothingIsToBeDone() {
    PlaneRows source = new ArrayRows(noise(20, 10), 8);

    assertThat(Resampler.resample(source, wholeAxis(20, 20), wholeAxis(10, 10), 8))
        .isSameAs(source);
  }

  @ParameterizedTest(name = "{0} phases in, {1} out, from column {2}")
  @CsvSource({"8, 8, 8", "8, 8, 3", "5, 8, 7", "1, 1, 0", "3, 1, 2"})
  void cutsOutWithoutTouchingSamples(int phasesIn, int phasesOut, int left) {
    double[][] samples = noise(40, 30);

    PlaneRows cut =
        Resampler.resample(
            new ArrayRows(samples, phasesIn),
            ResamplingAxis.lanczos3(0, 40, left, 1, 21),
            ResamplingAxis.lanczos3(0, 30, 4, 1, 20),
            phasesOut);

    double[][] actual = ArrayRows.read(cut);
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 21; x++) {
        assertThat(actual[y][x]).isEqualTo((float) samples[y + 4][x + left]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"300, 300", "200, 300", "300, 200", "200, 200"})
  void skipsRowsThatAreReleasedUnread(int outWidth, int outHeight) {
    double[][] samples = noise(300, 300);
    ArrayRows source = new ArrayRows(samples, 2);
    PlaneRows resized =
        Resampler.resample(source, wholeAxis(300, outWidth), wholeAxis(300, outHeight), 8);
    double[][] all =
        ArrayRows.read(
            Resampler.resample(
                new ArrayRows(samples, 2), wholeAxis(300, outWidth), wholeAxis(300, outHeight), 8));

    resized.release(150);
    float[][] row = resized.row(150);

    assertThat(source.released()).isGreaterThan(140);
    for (int x = 0; x < outWidth; x++) {
      assertThat(row[x % 8][x / 8]).isEqualTo((float) all[150][x]);
    }
  }

  @Test
  void keepsRowsThatAreNotReleased() {
    double[][] samples = noise(50, 400);
    PlaneRows resized =
        Resampler.resample(new ArrayRows(samples, 1), wholeAxis(50, 40), wholeAxis(400, 390), 1);
    float first = resized.row(0)[0][7];

    resized.row(389);

    assertThat(resized.row(0)[0][7]).isEqualTo(first);
  }

  @Test
  void refusesAxesThatLeaveTheSource() {
    assertThatThrownBy(
            () ->
                Resampler.resample(
                    new ArrayRows(noise(10, 10), 1), wholeAxis(11, 5), wholeAxis(10, 5), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static ResamplingAxis wholeAxis(int length, int outLength) {
    return ResamplingAxis.lanczos3(0, length, 0, (double) length / outLength, outLength);
  }

  private static double[][] noise(int width, int height) {
    Random random = new Random(width * 31L + height);
    double[][] samples = new double[height][width];
    for (double[] row : samples) {
      for (int x = 0; x < width; x++) {
        row[x] = random.nextInt(256);
      }
    }
    return samples;
  }

  private static void assertSame(double[][] actual, double[][] expected) {
    assertThat(actual.length).isEqualTo(expected.length);
    for (int y = 0; y < expected.length; y++) {
      assertThat(actual[y].length).isEqualTo(expected[y].length);
      for (int x = 0; x < expected[y].length; x++) {
        assertThat(actual[y][x]).as("sample %d, %d", x, y).isCloseTo(expected[y][x], within(1e-3));
      }
    }
  }

  private static double[][] reference(
      double[][] in, double left, double scaleX, int width, double top, double scaleY, int height) {
    double[][] out = new double[height][width];
    double[] column = new double[in.length];
    double[][] rows = new double[in.length][width];
    for (int y = 0; y < in.length; y++) {
      for (int x = 0; x < width; x++) {
        rows[y][x] = sum(in[y], left + (x + 0.5) * scaleX, Math.max(1, scaleX));
      }
    }
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < in.length; y++) {
        column[y] = rows[y][x];
      }
      for (int y = 0; y < height; y++) {
        out[y][x] = sum(column, top + (y + 0.5) * scaleY, Math.max(1, scaleY));
      }
    }
    return out;
  }

  private static double sum(double[] in, double centre, double stretch) {
    double sum = 0;
    double weights = 0;
    int reach = (int) Math.ceil(3 * stretch) + 1;
    for (int k = (int) centre - reach; k <= centre + reach; k++) {
      double weight = lanczos3((k + 0.5 - centre) / stretch);
      weights += weight;
      sum += weight * in[Math.max(0, Math.min(k, in.length - 1))];
    }
    return sum / weights;
  }

  private static double lanczos3(double x) {
    if (x == 0) {
      return 1;
    }
    double pi = Math.PI * x;
    return Math.abs(x) >= 3 ? 0 : 3 * Math.sin(pi) * Math.sin(pi / 3) / (pi * pi);
  }
}
