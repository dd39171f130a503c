package io.github.imageresize.internal.effect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.internal.raster.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsharpMaskTest {
  private static final int WIDTH = 133;
  private static final int HEIGHT = 91;

  @ParameterizedTest
  @CsvSource({"0.5,1,1", "1,0.8,8", "1,0,1", "3,2,1"})
  void addsTheDetailOfTheLumaToEachColor(double sigma, double gain, int phases) {
    List<double[][]> rgb = threePlanes();

    List<double[][]> sharp =
        Samples.read(
            new UnsharpMask(sigma, gain)
                .apply(Samples.picture(ColorModel.RGB, false, phases, rgb), 1));

    double[][] luma = Samples.luma(rgb);
    double[][] detail = detail(luma, Samples.blurred(luma, sigma), gain);
    for (int i = 0; i < 3; i++) {
      double[][] expected = Samples.combined(rgb.get(i), detail, Double::sum);
      assertThat(Samples.largestDifference(sharp.get(i), expected)).isLessThan(gain + 0.01);
    }
  }

  @Test
  void changesTheLumaAloneWhereThereIsOne() {
    double[][] luma = Samples.plane(WIDTH, HEIGHT, 4);
    double[][] cb = Samples.plane((WIDTH + 1) / 2, (HEIGHT + 1) / 2, 5);
    double[][] cr = Samples.plane((WIDTH + 1) / 2, (HEIGHT + 1) / 2, 6);

    List<double[][]> sharp =
        Samples.read(
            new UnsharpMask(1, 1)
                .apply(Samples.picture(ColorModel.YCBCR, false, 1, List.of(luma, cb, cr)), 1));

    double[][] expected =
        Samples.combined(luma, detail(luma, Samples.blurred(luma, 1), 1), Double::sum);
    assertThat(Samples.largestDifference(sharp.get(0), expected)).isLessThan(0.75);
    assertThat(Samples.largestDifference(sharp.get(1), cb)).isLessThan(1e-4);
    assertThat(Samples.largestDifference(sharp.get(2), cr)).isLessThan(1e-4);
  }

  @Test
  void makesNoEdgeWhereOpaqueMeetsTransparent() {
    double[][] alpha = Samples.alpha(WIDTH, HEIGHT);
    double[][] grey = Samples.combined(alpha, alpha, (a, unused) -> a == 0 ? 255 : 60);
    Picture picture = Samples.picture(ColorModel.GREY, true, 1, List.of(grey, alpha));

    List<double[][]> sharp = Samples.read(new UnsharpMask(2, 2).apply(picture, 1));

    double[][] visible = Samples.combined(sharp.get(0), alpha, (g, a) -> a > 1 ? g : 60);
    double[][] sixty = Samples.combined(alpha, alpha, (a, unused) -> 60);
    assertThat(Samples.largestDifference(visible, sixty)).isLessThan(0.5);
    assertThat(Samples.largestDifference(sharp.get(1), alpha)).isLessThan(1e-4);
  }

  private static List<double[][]> threePlanes() {
    return List.of(
        Samples.plane(WIDTH, HEIGHT, 1),
        Samples.plane(WIDTH, HEIGHT, 2),
        Samples.plane(WIDTH, HEIGHT, 3));
  }

  private static double[][] detail(double[][] luma, double[][] blurred, double gain) {
    return Samples.combined(luma, blurred, (l, b) -> Math.max(-51, Math.min(25.5, gain * (l - b))));
  }
}
