package io.github.imageresize.internal.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.DecodedScale;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder;
import io.github.imageresize.internal.codec.jpeg.decode.JpegFile;
import io.github.imageresize.internal.codec.jpeg.encode.JpegEncoder;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegDecoderTest {
  @ParameterizedTest(name = "{0}x{1}, quality {2}, progressive {3}")
  @CsvSource({
    "1, 1, 80, false",
    "7, 5, 80, false",
    "8, 8, 100, true",
    "33, 17, 50, false",
    "129, 70, 95, false",
    "129, 70, 95, true",
    "200, 9, 1, true"
  })
  void isWithinOneLevelOfTheJdk(int width, int height, int quality, boolean progressive) {
    ImageEncoder encoder = progressive ? JpegForm.progressive() : JpegForm.baseline();
    byte[] jpeg =
        Drawings.encode(encoder, Drawings.image(ColorModel.YCBCR, width, height, 1, 1), quality);

    assertEqualsJdk(jpeg, Drawings.decode(jpeg));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void decodesToTheLowestFrequenciesOfEachBlock(int points) {
    byte[] jpeg = Drawings.grey(59, 43);
    double[][] full = Drawings.decode(jpeg)[0];
    JpegDecoder decoder = JpegDecoder.open(jpeg);
    double reduction = points == 8 ? 1 : 8.0 / points * (points < 3 ? 1.25 : 1.5) + 1e-6;

    PlanarImage image =
        decoder.decode(new DecodeRequest(0, 0, 59, 43, reduction, reduction, false));

    Plane plane = image.planes().get(0);
    assertThat(plane.samplesPerPixelX()).isEqualTo(points / 8.0);
    assertThat(plane.rows().width()).isEqualTo((59 * points + 7) / 8);
    assertThat(plane.rows().height()).isEqualTo((43 * points + 7) / 8);
    double[][] reduced = Drawings.read(image)[0];
    for (int blockY = 0; blockY < 5; blockY++) {
      for (int blockX = 0; blockX < 7; blockX++) {
        double[][] expected = reducedBlock(full, 8 * blockX, 8 * blockY, points);
        for (int y = 0; y < points; y++) {
          for (int x = 0; x < points; x++) {
            assertThat(reduced[blockY * points + y][blockX * points + x])
                .isCloseTo(expected[y][x], within(0.01));
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}:{1}, progressive {2}")
  @CsvSource({"1, 1, false", "2, 1, false", "2, 2, false", "2, 2, true", "1, 2, true"})
  void placesTheSamplesOfARegion(int horizontal, int vertical, boolean progressive) {
    ImageEncoder encoder = progressive ? JpegForm.progressive() : JpegForm.baseline();
    byte[] jpeg =
        Drawings.encode(
            encoder, Drawings.image(ColorModel.YCBCR, 150, 130, horizontal, vertical), 80);
    double[][][] whole = Drawings.decode(jpeg);

    PlanarImage region =
        JpegDecoder.open(jpeg).decode(new DecodeRequest(70, 50, 40, 33, 1, 1, false));

    double[][][] part = Drawings.read(region);
    for (int i = 0; i < part.length; i++) {
      Plane plane = region.planes().get(i);
      int left = (int) (plane.originX() * plane.samplesPerPixelX());
      int top = (int) (plane.originY() * plane.samplesPerPixelY());
      assertThat(plane.originX()).isLessThanOrEqualTo(70).isGreaterThan(50);
      assertThat(plane.originY()).isLessThanOrEqualTo(50).isGreaterThan(30);
      assertThat(left + part[i][0].length)
          .isGreaterThanOrEqualTo((int) (110 * plane.samplesPerPixelX()));
      assertThat(top + part[i].length)
          .isGreaterThanOrEqualTo((int) (83 * plane.samplesPerPixelY()));
      for (int y = 0; y < part[i].length; y++) {
        assertThat(part[i][y])
            .containsExactly(
                Arrays.copyOfRange(whole[i][top + y], left, left + part[i][y].length),
                within(1e-3));
      }
    }
  }

  @Test
  void decodesTheSameFromRowsThatAreSkipped() {
    byte[] jpeg = Drawings.grey(64, 200);
    double[][] whole = Drawings.decode(jpeg)[0];
    JpegDecoder decoder = JpegDecoder.open(jpeg);
    Plane plane = decoder.decode(DecodeRequest.whole(decoder.header())).planes().get(0);

    plane.rows().release(101);

    float[][] row = plane.rows().row(101);
    for (int x = 0; x < 64; x++) {
      assertThat((double) row[x % 8][x / 8]).isEqualTo(whole[101][x], within(1e-3));
    }
  }

  @Test
  void takesTheHeightFromDnl() {
    byte[] jpeg = Drawings.baseline420(40, 30);
    int frame = Drawings.find(jpeg, Marker.SOF0_BASELINE);
    byte[] withoutHeight = Drawings.splice(jpeg, frame + 5, 2, 0, 0);
    byte[] withDnl = Drawings.splice(withoutHeight, jpeg.length - 2, 0, 0xFF, 0xDC, 0, 4, 0, 30);

    assertThat(JpegDecoder.open(withDnl).header().height()).isEqualTo(30);
    assertThat(Drawings.decode(withDnl)).isDeepEqualTo(Drawings.decode(jpeg));
    assertThatThrownBy(() -> JpegDecoder.open(withoutHeight))
        .isInstanceOf(ImageResizeException.class)
        .hasMessageContaining("height");
  }

  @Test
  void readsQuantisationTablesOf16Bits() {
    byte[] jpeg = Drawings.grey(40, 30);
    int table = Drawings.find(jpeg, Marker.DQT);
    int[] wide = new int[2 + 1 + 128];
    wide[1] = 2 + 1 + 128;
    wide[2] = 0x10;
    for (int i = 0; i < 64; i++) {
      wide[4 + 2 * i] = jpeg[table + 5 + i];
    }

    assertThat(Drawings.decode(Drawings.splice(jpeg, table + 2, 67, wide)))
        .isDeepEqualTo(Drawings.decode(jpeg));
  }

  @Test
  void passesOverGarbageBetweenSegmentsAndAMissingEnd() {
    byte[] jpeg = Drawings.baseline420(40, 30);
    byte[] garbled =
        Drawings.splice(jpeg, Drawings.find(jpeg, Marker.SOF0_BASELINE), 0, 1, 2, 0xFF, 0, 3, 0xFF);

    assertThat(Drawings.decode(Arrays.copyOf(garbled, garbled.length - 2)))
        .isDeepEqualTo(Drawings.decode(jpeg));
  }

  @Test
  void takesComponentsAsRgbWhereAdobeSaysSo() {
    byte[] jpeg =
        Drawings.encode(JpegForm.baseline(), Drawings.image(ColorModel.YCBCR, 20, 20, 1, 1), 80);
    int[] adobe = {0xFF, 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
    byte[] withoutJfif = Drawings.splice(jpeg, 2, 18, adobe);

    assertThat(model(jpeg)).isEqualTo(ColorModel.YCBCR);
    assertThat(model(withoutJfif)).isEqualTo(ColorModel.RGB);
  }

  @ParameterizedTest
  @CsvSource({"C3, 8, lossless", "C9, 8, arithmetic", "C5, 8, hierarchical", "C1, 12, 12 bits"})
  void refusesOtherProcessesByName(String process, int precision, String name) {
    byte[] jpeg = Drawings.grey(16, 16);
    int frame = Drawings.find(jpeg, Marker.SOF0_BASELINE);
    byte[] other =
        Drawings.splice(jpeg, frame + 1, 4, Integer.parseInt(process, 16), 0, 11, precision);

    assertThat(JpegDecoder.canDecode(JpegFile.read(other))).isFalse();
    assertThatThrownBy(() -> JpegDecoder.open(other))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED_IMAGE))
        .hasMessageContaining(name);
  }

  @Test
  void showsACutOffFileOfWhichMoreThanATenthArrived() {
    byte[] jpeg = Drawings.grey(100, 400);
    byte[] half = Arrays.copyOf(jpeg, jpeg.length / 2);
    byte[] little = Arrays.copyOf(jpeg, Drawings.find(jpeg, Marker.SOS) + 40);

    double[][] shown = Drawings.decode(half)[0];

    double[][] whole = Drawings.decode(jpeg)[0];
    assertThat(shown[100]).containsExactly(whole[100], within(1e-3));
    assertThat(Arrays.stream(shown[399])).allMatch(sample -> Math.abs(sample - 128) < 1e-3);
    assertThatThrownBy(() -> Drawings.decode(little))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT_IMAGE));
    assertThatThrownBy(() -> read(half, DamageTolerance.NONE))
        .isInstanceOf(ImageResizeException.class);
    assertThat(read(little, DamageTolerance.ANY)[0]).hasDimensions(400, 100);
  }

  @Test
  void refusesMoreScansThanAnyEncoderMakes() {
    byte[] jpeg = Drawings.progressive420(64, 64);
    int scan = Drawings.find(jpeg, Marker.SOS);
    int[] refinement = {0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0x10, 0};
    byte[] bomb = Arrays.copyOf(jpeg, scan);
    for (int i = 0; i < 200; i++) {
      bomb = Drawings.splice(bomb, bomb.length, 0, refinement);
    }
    byte[] scans = bomb;

    assertThatThrownBy(() -> read(scans, DamageTolerance.ANY))
        .isInstanceOf(ImageResizeException.class)
        .hasMessageContaining("scans");
  }

  @Test
  void needsLittleMemoryForALargeBaselineAndMoreForAProgressiveOne() {
    byte[] baseline = Drawings.baseline420(64, 64);
    byte[] large =
        Drawings.splice(
            baseline, Drawings.find(baseline, Marker.SOF0_BASELINE) + 5, 4, 0x27, 0x10, 0x27, 0x10);
    byte[] progressive = Drawings.progressive420(64, 64);
    byte[] largeProgressive =
        Drawings.splice(
            progressive,
            Drawings.find(progressive, Marker.SOF2_PROGRESSIVE) + 5,
            4,
            0x27,
            0x10,
            0x27,
            0x10);
    DecodeRequest request = new DecodeRequest(0, 0, 10_000, 10_000, 33.3, 33.3, true);
    DecodeRequest full = new DecodeRequest(0, 0, 10_000, 10_000, 1, 1, true);
    DecodeRequest band = new DecodeRequest(0, 4_000, 10_000, 1_000, 1, 1, true);

    assertThat(JpegDecoder.open(large).memoryNeeded(request)).isLessThan(16 << 20);
    assertThat(JpegDecoder.open(largeProgressive).memoryNeeded(full)).isGreaterThan(300_000_000);
    assertThat(JpegDecoder.open(largeProgressive).memoryNeeded(request)).isLessThan(48 << 20);
    assertThat(JpegDecoder.open(largeProgressive).memoryNeeded(band)).isLessThan(100_000_000);
  }

  @Test
  void tellsHowFineItsPlanesWillBe() {
    JpegDecoder decoder = JpegDecoder.open(Drawings.baseline420(400, 320));
    DecodeRequest eighth = new DecodeRequest(0, 0, 400, 320, 16, 16, true);
    DecodeRequest right = new DecodeRequest(208, 0, 192, 320, 1, 1, true);

    assertThat(decoder.decodedScale(eighth)).isEqualTo(new DecodedScale(50, 0.125, 0.125));
    assertThat(decoder.decodedScale(right)).isEqualTo(new DecodedScale(192, 1, 1));
  }

  private static double[][][] read(byte[] jpeg, DamageTolerance tolerance) {
    JpegDecoder decoder = JpegDecoder.open(jpeg);
    return Drawings.read(decoder.decode(tolerance.whole(decoder.header())));
  }

  private static ColorModel model(byte[] jpeg) {
    JpegDecoder decoder = JpegDecoder.open(jpeg);
    return decoder.decode(DecodeRequest.whole(decoder.header())).model();
  }

  private static void assertEqualsJdk(byte[] jpeg, double[][][] planes) {
    Raster expected = Drawings.decodeByJdk(jpeg);
    for (int i = 0; i < planes.length; i++) {
      assertThat(planes[i]).hasDimensions(expected.getHeight(), expected.getWidth());
      for (int y = 0; y < planes[i].length; y++) {
        for (int x = 0; x < planes[i][y].length; x++) {
          double clamped = Math.max(0, Math.min(255, planes[i][y][x]));
          assertThat(clamped).isCloseTo(expected.getSample(x, y, i), within(1.0));
        }
      }
    }
  }

  /** The exact n-point inverse transform of the exact forward transform of a block's samples. */
  private static double[][] reducedBlock(double[][] full, int left, int top, int points) {
    double[][] samples = new double[points][points];
    for (int v = 0; v < points; v++) {
      for (int u = 0; u < points; u++) {
        double coefficient = 0;
        for (int y = 0; y < 8; y++) {
          for (int x = 0; x < 8; x++) {
            coefficient += full[top + y][left + x] * basis(8, x, u) * basis(8, y, v);
          }
        }
        for (int y = 0; y < points; y++) {
          for (int x = 0; x < points; x++) {
            samples[y][x] += coefficient * basis(points, x, u) * basis(points, y, v);
          }
        }
      }
    }
    return samples;
  }

  private static double basis(int points, int x, int u) {
    return u == 0 ? Math.sqrt(0.125) : 0.5 * Math.cos((2 * x + 1) * u * Math.PI / (2 * points));
  }

  @Test
  void putsAProfileOfSeveralSegmentsTogether() {
    byte[] profile = new byte[150_000];
    new Random(1).nextBytes(profile);
    byte[] jpeg =
        new JpegEncoder()
            .encode(Drawings.image(ColorModel.GREY, 8, 8, 1, 1), EncodeRequest.builder(80).build());

    ImageHeader header = JpegDecoder.open(withProfile(jpeg, profile, 65_000)).header();

    assertThat(header.iccProfile()).isNotNull();
    assertThat(header.iccProfile().bytes()).isEqualTo(profile);
  }

  /** A profile in APP2 segments (ICC.1 B.4) behind the start of image. */
  private static byte[] withProfile(byte[] jpeg, byte[] profile, int most) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    int count = (profile.length + most - 1) / most;
    for (int i = 0; i < count; i++) {
      int length = Math.min(most, profile.length - i * most);
      int parameters = 2 + 14 + length;
      out.writeBytes(new byte[] {-1, (byte) 0xE2, (byte) (parameters >> 8), (byte) parameters});
      out.writeBytes("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII));
      out.write(i + 1);
      out.write(count);
      out.write(profile, i * most, length);
    }
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }
}
