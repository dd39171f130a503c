package io.github.imageresize.internal.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder;
import io.github.imageresize.internal.codec.jpeg.encode.JpegEncoder;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegEncoderTest {
  @ParameterizedTest(name = "{0}x{1} at 4:4:4 / {2}x{3}, progressive {4}")
  @CsvSource({
    "1, 1, 1, 1, false",
    "1, 1, 2, 2, true",
    "17, 33, 2, 2, false",
    "17, 33, 2, 1, false",
    "64, 48, 1, 1, false",
    "100, 75, 2, 2, true",
    "100, 75, 1, 2, false",
    "301, 2, 2, 2, true"
  })
  void writesWhatOthersRead(
      int width, int height, int horizontal, int vertical, boolean progressive) throws IOException {
    ImageEncoder encoder = progressive ? JpegForm.progressive() : JpegForm.baseline();

    byte[] jpeg =
        Drawings.encode(
            encoder, Drawings.image(ColorModel.YCBCR, width, height, horizontal, vertical), 100);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertThat(read.getWidth()).isEqualTo(width);
    assertThat(read.getHeight()).isEqualTo(height);
    double[][][] planes = Drawings.decode(jpeg);
    for (int i = 0; i < 3; i++) {
      double[][] drawn = Drawings.plane(planes[i][0].length, planes[i].length, i + 1);
      for (int y = 0; y < drawn.length; y++) {
        for (int x = 0; x < drawn[y].length; x++) {
          // Steps of 1 are off by at most a half in each of 64 coefficients; 3 is six deviations.
          assertThat(Math.abs(planes[i][y][x] - drawn[y][x])).isLessThan(3);
        }
      }
    }
  }

  @Test
  void writesGreyWithOneComponent() {
    byte[] jpeg = Drawings.grey(50, 40);

    Raster raster = Drawings.decodeByJdk(jpeg);

    assertThat(raster.getNumBands()).isEqualTo(1);
    double[][] drawn = Drawings.plane(50, 40, 1);
    double error = 0;
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 50; x++) {
        error += Math.abs(raster.getSample(x, y, 0) - drawn[y][x]);
      }
    }
    assertThat(error / 2000).isLessThan(4);
  }

  @Test
  void writesTheSamePictureProgressively() {
    assertThat(Drawings.decode(Drawings.progressive420(90, 70)))
        .isDeepEqualTo(Drawings.decode(Drawings.baseline420(90, 70)));
  }

  @Test
  void keepsTheCopyright() {
    byte[] jpeg =
        new JpegEncoder()
            .encode(
                Drawings.image(ColorModel.GREY, 8, 8, 1, 1),
                EncodeRequest.builder(80).copyright("© Example").artist("A").build());

    ImageHeader header = JpegDecoder.open(jpeg).header();

    assertThat(header.copyright()).isEqualTo("© Example");
    assertThat(header.artist()).isEqualTo("A");
  }

  @Test
  void writesFewerBytesAtLowerQuality() {
    int[] lengths = new int[4];
    int[] qualities = {1, 30, 80, 100};
    for (int i = 0; i < 4; i++) {
      lengths[i] =
          Drawings.encode(
                  JpegForm.baseline(), Drawings.image(ColorModel.YCBCR, 64, 64, 2, 2), qualities[i])
              .length;
    }
    assertThat(lengths).isSorted();
  }

  @Test
  void refusesChromaOfOtherSizes() {
    assertThatThrownBy(
            () ->
                Drawings.encode(
                    JpegForm.baseline(), Drawings.image(ColorModel.YCBCR, 64, 64, 4, 1), 80))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chroma must have");
  }
}
