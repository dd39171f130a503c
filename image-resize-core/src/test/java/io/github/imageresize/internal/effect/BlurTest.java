package io.github.imageresize.internal.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.internal.raster.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlurTest {

  @ParameterizedTest
  @CsvSource({"0.3,1", "0.5,8", "1,1", "2.4,8", "2.5,1", "5,1", "5,8", "7.3,1", "20,8", "100,1"})
  void isTheConvolutionWithAGaussian(double sigma, int phases) {
    double[][] samples = Samples.plane(211, 157, 1);
    Picture picture = Samples.grey(phases, samples);

    double[][] blurred = Samples.read(new Blur(sigma).apply(picture, 1)).get(0);

    double[][] expected = Samples.blurred(samples, sigma);
    assertThat(Samples.largestDifference(blurred, expected)).isLessThan(0.75);
  }

  @Test
  void blursHalvedChromaByHalfTheWidthInItsOwnSamples() {
    double[][] luma = Samples.plane(101, 75, 1);
    double[][] cb = Samples.plane(51, 38, 2);
    double[][] cr = Samples.plane(51, 38, 3);
    Picture picture = Samples.picture(ColorModel.YCBCR, false, 1, List.of(luma, cb, cr));

    List<double[][]> blurred = Samples.read(new Blur(4).apply(picture, 1));

    assertThat(Samples.largestDifference(blurred.get(0), Samples.blurred(luma, 4)))
        .isLessThan(0.75);
    assertThat(Samples.largestDifference(blurred.get(1), Samples.blurred(cb, 2))).isLessThan(0.75);
    assertThat(Samples.largestDifference(blurred.get(2), Samples.blurred(cr, 2))).isLessThan(0.75);
  }

  @Test
  void letsNoColorOfTransparentPixelsIn() {
    double[][] alpha = Samples.alpha(90, 70);
    double[][] red = Samples.combined(alpha, alpha, (a, unused) -> a == 0 ? 255 : 100);
    double[][] others = Samples.combined(alpha, alpha, (a, unused) -> a == 0 ? 0 : 100);
    Picture picture = Samples.picture(ColorModel.RGB, true, 1, List.of(red, others, others, alpha));

    List<double[][]> blurred = Samples.read(new Blur(3).apply(picture, 1));

    double[][] expectedAlpha = Samples.blurred(alpha, 3);
    assertThat(Samples.largestDifference(blurred.get(3), expectedAlpha)).isLessThan(0.75);
    double[][] visible = Samples.combined(blurred.get(0), expectedAlpha, (r, a) -> a > 1 ? r : 100);
    double[][] hundred = Samples.combined(alpha, alpha, (a, unused) -> 100);
    assertThat(Samples.largestDifference(visible, hundred)).isLessThan(0.5);
  }

  @Test
  void takesPicturesSmallerThanItsReach() {
    double[][] pixel = {{77}};
    Picture picture = Samples.grey(1, pixel);

    double[][] blurred = Samples.read(new Blur(100).apply(picture, 1)).get(0);

    assertThat(Samples.largestDifference(blurred, pixel)).isLessThan(0.01);
  }
}
