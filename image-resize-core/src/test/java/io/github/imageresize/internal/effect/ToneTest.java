package io.github.imageresize.internal.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.internal.raster.ArrayRows;
import io.github.imageresize.internal.raster.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToneTest {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 44;

  @ParameterizedTest
  @CsvSource({
    "2.2,1,1,1,false",
    "0.5,1,1,1,false",
    "1,1.5,1,1,false",
    "1,1,1.4,1,false",
    "1,1,0.5,1,false",
    "1,1,1,0.3,false",
    "1,1,1,2,false",
    "1,1,1,2,true",
    "1.8,0.9,1.3,1.5,false",
    "1.8,0.9,0.3,1.5,true"
  })
  void followsItsFormulas(
      double gamma, double brightness, double contrast, double saturation, boolean greyscale) {
    Tone tone = new Tone(gamma, brightness, contrast, saturation, greyscale);
    List<double[][]> rgb = threePlanes(WIDTH, HEIGHT);

    List<double[][]> changed =
        Samples.read(tone.apply(Samples.picture(ColorModel.RGB, false, 1, rgb), 1));

    assertThat(changed).hasSize(greyscale ? 1 : 3);
    for (int i = 0; i < changed.size(); i++) {
      double[][] expected = expected(tone, rgb, i);
      double[][] shown = Samples.combined(changed.get(i), expected, (c, unused) -> within(c));
      assertThat(Samples.largestDifference(shown, expected)).isLessThan(0.5);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,0.7,1,1", "1,1,0.6,0.4", "1,1.5,1,1", "1.5,1,1,1"})
  void looksTheSameInLumaAndChroma(
      double gamma, double brightness, double contrast, double saturation) {
    Tone tone = new Tone(gamma, brightness, contrast, saturation, false);
    List<double[][]> rgb = threePlanes(WIDTH, HEIGHT);
    Picture asLumaAndChroma = Samples.picture(ColorModel.RGB, false, 8, rgb).in(ColorModel.YCBCR);

    List<double[][]> changed = Samples.read(tone.apply(asLumaAndChroma, 1).in(ColorModel.RGB));

    for (int i = 0; i < 3; i++) {
      double[][] expected = expected(tone, rgb, i);
      assertThat(Samples.largestDifference(changed.get(i), expected)).isLessThan(0.5);
    }
  }

  @Test
  void keepsHalvedChromaAsLongAsNothingLeavesTheRange() {
    Picture halved =
        Samples.picture(
            ColorModel.YCBCR,
            false,
            1,
            List.of(Samples.plane(40, 30, 1), Samples.plane(20, 15, 2), Samples.plane(20, 15, 3)));

    Picture muted = new Tone(1, 0.9, 0.9, 0.5, false).apply(halved, 1);

    assertThat(muted.planes().get(1).width()).isEqualTo(20);
    double[][] cb = Samples.plane(20, 15, 2);
    double[][] expected = Samples.combined(cb, cb, (c, unused) -> 128 + (c - 128) * 0.9 * 0.9 / 2);
    assertThat(Samples.largestDifference(Samples.read(muted).get(1), expected)).isLessThan(0.01);
  }

  @Test
  void letsGoOfTheChromaThatGreyscaleDoesNotShow() {
    Picture halved =
        Samples.picture(
            ColorModel.YCBCR,
            false,
            1,
            List.of(Samples.plane(40, 30, 1), Samples.plane(20, 15, 2), Samples.plane(20, 15, 3)));

    Picture grey = new Tone(1, 1, 1, 1, true).apply(halved, 1);
    List<double[][]> read = Samples.read(grey);

    assertThat(grey.model()).isEqualTo(ColorModel.GREY);
    assertThat(read.get(0)).isDeepEqualTo(floats(Samples.plane(40, 30, 1)));
    assertThat(((ArrayRows) halved.planes().get(2)).released()).isEqualTo(15);
  }

  @Test
  void leavesAlphaAlone() {
    double[][] alpha = Samples.alpha(WIDTH, HEIGHT);
    List<double[][]> rgb = threePlanes(WIDTH, HEIGHT);
    Picture picture =
        Samples.picture(
            ColorModel.RGB, true, 1, List.of(rgb.get(0), rgb.get(1), rgb.get(2), alpha));
    Tone tone = new Tone(2, 0.5, 1.5, 1.2, true);

    Picture changed = tone.apply(picture, 1);

    assertThat(changed.alpha()).isTrue();
    List<double[][]> read = Samples.read(changed);
    assertThat(read.get(1)).isDeepEqualTo(floats(alpha));
    double[][] expected = expected(tone, rgb, 0);
    double[][] shown = Samples.combined(read.get(0), expected, (c, unused) -> within(c));
    assertThat(Samples.largestDifference(shown, expected)).isLessThan(0.5);
  }

  /** The formulas of the documentation, one pixel at a time. */
  private static double[][] expected(Tone tone, List<double[][]> rgb, int color) {
    double[][] result = new double[rgb.get(0).length][rgb.get(0)[0].length];
    for (int y = 0; y < result.length; y++) {
      for (int x = 0; x < result[y].length; x++) {
        double[] pixel = new double[3];
        for (int i = 0; i < 3; i++) {
          double power = 255 * Math.pow(rgb.get(i)[y][x] / 255, 1 / tone.gamma());
          pixel[i] = (power * tone.brightness() - 127.5) * tone.contrast() + 127.5;
        }
        double luma = 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
        double saturation = tone.greyscale() ? 0 : tone.saturation();
        result[y][x] = within(luma + (pixel[color] - luma) * saturation);
      }
    }
    return result;
  }

  private static double within(double value) {
    return Math.max(0, Math.min(255, value));
  }

  private static double[][] floats(double[][] samples) {
    return Samples.combined(samples, samples, (s, unused) -> (float) s);
  }

  private static List<double[][]> threePlanes(int width, int height) {
    return List.of(
        Samples.plane(width, height, 1),
        Samples.plane(width, height, 2),
        Samples.plane(width, height, 3));
  }
}
