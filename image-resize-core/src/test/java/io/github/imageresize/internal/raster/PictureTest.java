package io.github.imageresize.internal.raster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.PlaneRows;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureTest {
  private static final double[][] LUMA = {
    {10, 20, 30, 40, 50}, {11, 21, 31, 41, 51}, {12, 22, 32, 42, 52}
  };

  @Test
  void letsEachChromaSampleServeFourPixels() {
    Picture doubled = halved(new double[][] {{1, 2, 3}, {4, 5, 6}}).chromaDoubled();

    double[][] expected = {{1, 1, 2, 2, 3}, {1, 1, 2, 2, 3}, {4, 4, 5, 5, 6}};
    assertThat(ArrayRows.read(doubled.planes().get(0))).isDeepEqualTo(LUMA);
    assertThat(ArrayRows.read(doubled.planes().get(1))).isDeepEqualTo(expected);
  }

  @Test
  void halvesChromaToWhatItWasBeforeItWasDoubled() {
    double[][] chroma = {{90, 100, 110}, {120, 130, 140}};

    Picture again = halved(chroma).chromaDoubled().chromaSubsampled();

    assertThat(ArrayRows.read(again.planes().get(2))).isDeepEqualTo(chroma);
  }

  @Test
  void leavesFullChromaAsItIs() {
    Picture full =
        new Picture(ColorModel.YCBCR, false, List.of(rows(LUMA), rows(LUMA), rows(LUMA)));

    assertThat(full.chromaDoubled()).isSameAs(full);
  }

  private static Picture halved(double[][] chroma) {
    return new Picture(ColorModel.YCBCR, false, List.of(rows(LUMA), rows(chroma), rows(chroma)));
  }

  private static PlaneRows rows(double[][] samples) {
    return new ArrayRows(samples, 1);
  }
}
