package io.github.imageresize.internal.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.PlanarImage;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressiveEncodingTest {
  /** What the planes of a picture hold. */
  private enum Content {
    /** Coefficients of all sizes: many corrections between what appears. */
    NOISE {
      @Override
      Drawings.Sample samples(int width) {
        Random random = new Random(7);
        return (x, y) -> random.nextInt(256);
      }
    },

    /** Few coefficients far apart: long runs of zeros in a block. */
    FAINT_NOISE {
      @Override
      Drawings.Sample samples(int width) {
        Random random = new Random(8);
        return (x, y) -> 128 + 9 * random.nextGaussian();
      }
    },

    /** No coefficient of a block is small: blocks that are but corrected. */
    IMPULSES {
      @Override
      Drawings.Sample samples(int width) {
        return (x, y) -> x % 8 == 0 && y % 8 == 0 ? 255 : 0;
      }
    },

    /** Nothing but noise at the end of each line, which ends a run over lines of blocks. */
    FLAT_TO_THE_EDGE {
      @Override
      Drawings.Sample samples(int width) {
        Random random = new Random(9);
        return (x, y) -> x < width - 20 ? 77 : random.nextInt(256);
      }
    };

    abstract Drawings.Sample samples(int width);
  }

  @ParameterizedTest(name = "{0} {1}x{2} at 4:4:4 / {3}x{4}, {5}")
  @CsvSource({
    "GREY, 1, 1, 1, 1, NOISE",
    "GREY, 83, 61, 1, 1, NOISE",
    "GREY, 128, 128, 1, 1, IMPULSES",
    "GREY, 300, 17, 1, 1, FLAT_TO_THE_EDGE",
    "YCBCR, 1, 1, 2, 2, NOISE",
    "YCBCR, 64, 64, 1, 1, NOISE",
    "YCBCR, 83, 61, 1, 1, FAINT_NOISE",
    "YCBCR, 83, 61, 2, 2, NOISE",
    "YCBCR, 97, 105, 2, 2, FAINT_NOISE",
    "YCBCR, 83, 61, 2, 1, NOISE",
    "YCBCR, 83, 61, 1, 2, FAINT_NOISE",
    "YCBCR, 160, 160, 2, 2, IMPULSES",
    "YCBCR, 301, 33, 2, 2, FLAT_TO_THE_EDGE"
  })
  void keepsTheCoefficientsOfTheSequentialFileAtEveryQuality(
      ColorModel model, int width, int height, int horizontal, int vertical, Content content) {
    for (int quality : new int[] {1, 5, 20, 50, 75, 80, 90, 95, 98, 100}) {
      byte[] progressive =
          encode(
              JpegForm.progressive(),
              Drawings.image(model, width, height, horizontal, vertical, content.samples(width)),
              quality);
      byte[] sequential =
          encode(
              JpegForm.baseline(),
              Drawings.image(model, width, height, horizontal, vertical, content.samples(width)),
              quality);

      assertSamePicture(progressive, sequential, "quality " + quality);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32_767, 32_768, 70_000})
  void keepsPicturesWithMoreEmptyBlocksThanOneSymbolStandsFor(int empty) {
    int across = 512;
    int down = empty / across + 1;
    Drawings.Sample sample = (x, y) -> y / 8 * across + x / 8 < empty ? 90 : 25 * (x % 8) + y % 8;

    byte[] progressive = encode(JpegForm.progressive(), grey(across, down, sample), 85);
    byte[] sequential = encode(JpegForm.baseline(), grey(across, down, sample), 85);

    assertSamePicture(progressive, sequential, empty + " empty blocks");
  }

  private static PlanarImage grey(int blocksAcross, int blocksDown, Drawings.Sample sample) {
    return Drawings.image(ColorModel.GREY, 8 * blocksAcross, 8 * blocksDown, 1, 1, sample);
  }

  @Test
  void approximatesColoursInTenScans() {
    byte[] jpeg = Drawings.progressive420(40, 40);

    assertThat(scans(jpeg))
        .containsExactly(
            "[1, 2, 3] 0-0 bits 0-1",
            "[1] 1-5 bits 0-2",
            "[3] 1-63 bits 0-1",
            "[2] 1-63 bits 0-1",
            "[1] 6-63 bits 0-2",
            "[1] 1-63 bits 2-1",
            "[1, 2, 3] 0-0 bits 1-0",
            "[3] 1-63 bits 1-0",
            "[2] 1-63 bits 1-0",
            "[1] 1-63 bits 1-0");
  }

  @Test
  void approximatesGreyInSixScans() {
    byte[] jpeg = encode(JpegForm.progressive(), Drawings.image(ColorModel.GREY, 40, 40, 1, 1), 80);

    assertThat(scans(jpeg))
        .containsExactly(
            "[1] 0-0 bits 0-1",
            "[1] 1-5 bits 0-2",
            "[1] 6-63 bits 0-2",
            "[1] 1-63 bits 2-1",
            "[1] 0-0 bits 1-0",
            "[1] 1-63 bits 1-0");
  }

  @Test
  void takesFewerBytesThanTheSequentialFile() {
    assertThat(Drawings.progressive420(600, 400).length)
        .isLessThan(Drawings.baseline420(600, 400).length);
  }

  private static byte[] encode(ImageEncoder encoder, PlanarImage image, int quality) {
    return Drawings.encode(encoder, image, quality);
  }

  private static void assertSamePicture(byte[] progressive, byte[] sequential, String name) {
    assertThat(Drawings.decode(progressive)).as(name).isDeepEqualTo(Drawings.decode(sequential));
    assertThat(pixels(Drawings.decodeByJdk(progressive)))
        .as(name + ", read by the JDK")
        .isEqualTo(pixels(Drawings.decodeByJdk(sequential)));
  }

  private static int[] pixels(Raster raster) {
    return raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
  }

  /** Components, band, and Ah and Al of each scan. */
  private static List<String> scans(byte[] jpeg) {
    List<String> scans = new ArrayList<>();
    for (int i = 0; i + 1 < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xDA) {
        List<Integer> components = new ArrayList<>();
        int at = i + 5;
        for (; components.size() < jpeg[i + 4]; at += 2) {
          components.add((int) jpeg[at]);
        }
        int bits = jpeg[at + 2];
        scans.add(
            "%s %d-%d bits %d-%d"
                .formatted(components, jpeg[at], jpeg[at + 1], bits >> 4, bits & 15));
      }
    }
    return scans;
  }
}
