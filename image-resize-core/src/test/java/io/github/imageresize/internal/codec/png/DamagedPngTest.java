package io.github.imageresize.internal.codec.png;

import static io.github.imageresize.internal.codec.DecodedPictures.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imageresize.Deadline;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.OnDamage;
import io.github.imageresize.codec.DamageReport;
import io.github.imageresize.codec.DecodeRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PNG files that are cut short or damaged are shown as far as they go, as browsers do. */
class DamagedPngTest {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 50;

  private final DamageReport damage = new DamageReport(OnDamage.SHOW);

  private float[][][] decode(byte[] png, DamageReport report) {
    try (PngDecoder decoder = PngDecoder.open(png)) {
      DecodeRequest whole = DecodeRequest.whole(decoder.header());
      return samples(decoder.decode(whole.on(Deadline.NONE, report)));
    }
  }

  private void assertRefused(byte[] png, OnDamage policy) {
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> decode(png, new DamageReport(policy)))
        .withMessageContaining("PNG")
        .matches(e -> e.reason() == Reason.CORRUPT_IMAGE);
  }

  /** Noise, so that the file is cut where the pixels are cut. */
  private static int[][][] noise(int channels) {
    Random random = new Random(channels);
    int[][][] pixels = new int[HEIGHT][WIDTH][channels];
    for (int[][] row : pixels) {
      for (int[] pixel : row) {
        Arrays.setAll(pixel, c -> random.nextInt(256));
      }
    }
    return pixels;
  }

  private static byte[] png(int[][][] pixels, boolean interlaced) {
    int colorType = pixels[0][0].length == 1 ? 0 : 2;
    return new PngFiles()
        .header(WIDTH, HEIGHT, 8, colorType, interlaced)
        .pixels(pixels, 8, interlaced)
        .end();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void showsTheRowsThatArrivedAndLeavesTheOthersTransparent(int channels) {
    int[][][] pixels = noise(channels);
    byte[] whole = png(pixels, false);
    byte[] cut = Arrays.copyOf(whole, whole.length * 9 / 10);

    float[][][] shown = decode(cut, damage);

    int rows = (int) Math.round(damage.damage().orElseThrow().arrived() * HEIGHT);
    assertThat(rows).isBetween(HEIGHT * 8 / 10, HEIGHT * 9 / 10);
    float[][] alpha = shown[channels];
    for (int y = 0; y < HEIGHT; y++) {
      assertThat(alpha[y][WIDTH - 1]).as("row %d", y).isEqualTo(y < rows ? 255 : 0);
      if (y < rows) {
        assertThat(shown[0][y][7]).isEqualTo(pixels[y][7][0]);
      }
    }
    assertRefused(cut, OnDamage.REFUSE);
  }

  @Test
  void showsAnInterlacedPictureCoarselyWherePassesDidNotArrive() {
    int[][][] pixels = noise(3);
    byte[] whole = png(pixels, true);
    byte[] half = Arrays.copyOf(whole, whole.length * 2 / 5);

    float[][][] shown = decode(half, damage);

    assertThat(damage.damage().orElseThrow().arrived()).as("rows to be seen").isEqualTo(1);
    for (int y = 0; y < HEIGHT; y += 4) {
      for (int x = 0; x < WIDTH; x += 2) {
        assertThat(shown[1][y][x]).as("%d, %d", x, y).isEqualTo(pixels[y][x][1]);
        assertThat(shown[3][y][x]).isEqualTo(255);
      }
    }
    assertThat(shown[2][HEIGHT - 3][WIDTH - 1]).isEqualTo(shown[2][HEIGHT - 4][WIDTH - 2]);
    assertRefused(half, OnDamage.REFUSE);
  }

  @Test
  void leavesTransparentWhatTheFirstPassDidNotReach() {
    byte[] whole = png(noise(3), true);
    int firstPass = (1 + 3 * ((WIDTH + 7) / 8)) * ((HEIGHT + 7) / 8);

    float[][][] shown = decode(Arrays.copyOf(whole, 8 + 25 + 20 + firstPass * 2 / 3), damage);

    int rows = (int) Math.round(damage.damage().orElseThrow().arrived() * HEIGHT);
    assertThat(rows).isBetween(16, 32);
    for (int y = 0; y < HEIGHT; y++) {
      assertThat(shown[3][y]).as("row %d", y).containsOnly(y < rows ? 255 : 0);
    }
  }

  @Test
  void showsARegionOfAnInterlacedPictureThatIsCutShort() {
    byte[] whole = png(noise(3), true);
    byte[] half = Arrays.copyOf(whole, whole.length * 2 / 5);
    float[][][] all = decode(half, damage);

    PngDecoder decoder = PngDecoder.open(half);
    float[][][] part = samples(decoder.decode(new DecodeRequest(11, 13, 20, 30, 1, 1, false)));

    for (int y = 0; y < 30; y++) {
      assertThat(part[0][y]).isEqualTo(Arrays.copyOfRange(all[0][13 + y], 11, 31));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void refusesWhatHardlyArrived(boolean interlaced) {
    byte[] whole = png(noise(3), interlaced);
    int pixels = whole.length - 8 - 25 - 12;
    byte[] little = Arrays.copyOf(whole, 8 + 25 + 10 + pixels / (interlaced ? 800 : 12));

    assertRefused(little, OnDamage.SHOW);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void showsAWholePictureWhoseChecksumIsWrong(boolean interlaced) {
    int[][][] pixels = noise(3);
    byte[] png = png(pixels, interlaced);
    png[8 + 25 + 8 + 50] ^= 1; // the checksum of the first IDAT

    float[][][] shown = decode(png, damage);

    assertThat(damage.damage().orElseThrow().arrived()).isEqualTo(1);
    assertThat(shown[2][HEIGHT - 1][WIDTH - 1]).isEqualTo(pixels[HEIGHT - 1][WIDTH - 1][2]);
    assertThat(shown[3][HEIGHT - 1][WIDTH - 1]).isEqualTo(255);
    assertRefused(png, OnDamage.REFUSE);
  }

  @Test
  void showsNothingBehindAChunkThatIsDamagedIndeed() {
    int[][][] pixels = noise(3);
    byte[] png = png(pixels, false);
    int middle = png.length / 2;
    png[middle] ^= 0x40;

    float[][][] shown = decode(png, damage);

    int rows = (int) Math.round(damage.damage().orElseThrow().arrived() * HEIGHT);
    assertThat(rows).isBetween(HEIGHT * 4 / 10, HEIGHT * 6 / 10);
    for (int y = 0; y < rows - 1; y++) {
      assertThat(shown[1][y][9]).as("row %d", y).isEqualTo(pixels[y][9][1]);
    }
    assertThat(shown[3][rows]).containsOnly(0);
  }

  @Test
  void showsTheRowsBeforeAnUnknownFilter() {
    byte[] raw = new byte[HEIGHT * (WIDTH + 1)];
    raw[30 * (WIDTH + 1)] = 5;
    byte[] png =
        new PngFiles()
            .header(WIDTH, HEIGHT, 8, 0, false)
            .chunk("IDAT", PngFiles.deflated(raw))
            .end();

    float[][][] shown = decode(png, damage);

    assertThat(damage.damage().orElseThrow().arrived()).isEqualTo(0.6);
    assertThat(shown[0][29][0]).isZero();
    assertThat(shown[0][30][0]).as("no alpha was to be expected").isEqualTo(128);
  }

  @ParameterizedTest
  @CsvSource({
    "gAMA,41,0",
    "gAMA,41,1",
    "tEXt,5,1",
    "tRNS,2,1",
    "iCCP,9,0",
    "iCCP,9,1",
    "eXIf,4,0",
    "sRGB,40,0",
    "PLTE,5,0",
    "PLTE,900,1",
    "qqQq,3,1"
  })
  void passesOverChunksThatNobodyNeeds(String type, int length, int crcError) {
    int[][][] pixels = noise(3);
    byte[] data = new byte[length];
    byte[] png =
        new PngFiles()
            .header(WIDTH, HEIGHT, 8, 2, false)
            .chunk(type, data, crcError)
            .pixels(pixels, 8, false)
            .chunk(type, data, crcError)
            .end();

    float[][][] shown = decode(png, damage);

    assertThat(damage.damage()).isEmpty();
    assertThat(shown).hasDimensions(3, HEIGHT);
    assertThat(shown[1][40][40]).isEqualTo(pixels[40][40][1]);
  }

  @Test
  void passesOverChunksBetweenThoseOfThePixels() {
    byte[] deflated = PngFiles.deflated(new byte[HEIGHT * (WIDTH + 1)]);
    byte[] png =
        new PngFiles()
            .header(WIDTH, HEIGHT, 8, 0, false)
            .chunk("IDAT", Arrays.copyOf(deflated, 9))
            .chunk("tIME", new byte[7])
            .chunk("IDAT", Arrays.copyOfRange(deflated, 9, deflated.length))
            .end();

    assertThat(decode(png, damage)).hasDimensions(1, HEIGHT);
    assertThat(damage.damage()).isEmpty();
  }

  @Test
  void takesAPaletteThatIsTooLongOrNoMultipleOfThree() {
    byte[] palette = new byte[800];
    palette[3] = 77;
    for (int length : new int[] {7, 800}) {
      byte[] png =
          new PngFiles()
              .header(1, 1, 8, 3, false)
              .chunk("PLTE", Arrays.copyOf(palette, length))
              .chunk("tRNS", new byte[300])
              .pixels(new int[][][] {{{1}}}, 8, false)
              .end();

      assertThat(decode(png, damage)[0][0][0]).isEqualTo(77);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,1", "0,257", "2,2", "2,5", "2,300", "3,0", "3,257"})
  void takesNoTransparencyOfTheWrongLength(int colorType, int length) {
    byte[] png =
        new PngFiles()
            .header(1, 1, 8, colorType, false)
            .chunk("PLTE", new byte[3])
            .chunk("tRNS", new byte[length])
            .pixels(new int[][][] {{new int[colorType == 2 ? 3 : 1]}}, 8, false)
            .end();

    assertThat(PngDecoder.open(png).header().alpha()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1,1,0", "9,1,255", "128,1,255", "1,3,0"})
  void makesNothingTransparentForAGreyThatThereCannotBe(int key, int length, int alpha) {
    byte[] png =
        new PngFiles()
            .header(1, 1, 2, 0, false)
            .chunk("tRNS", Arrays.copyOf(new byte[] {0, (byte) key}, 1 + length))
            .pixels(new int[][][] {{{1}}}, 2, false)
            .end();

    assertThat(decode(png, damage)[1][0][0]).isEqualTo(alpha);
  }

  @Test
  void takesNoTransparencyThatStandsBeforeThePalette() {
    byte[] png =
        new PngFiles()
            .header(1, 1, 8, 3, false)
            .chunk("tRNS", new byte[1])
            .chunk("PLTE", new byte[3])
            .pixels(new int[][][] {{{0}}}, 8, false)
            .end();

    assertThat(decode(png, damage)).hasNumberOfRows(3);
  }

  @Test
  void takesThePalettesLastColourForIndicesPastItsEnd() {
    byte[] png =
        new PngFiles()
            .header(3, 1, 4, 3, false)
            .chunk("PLTE", new byte[] {1, 2, 3, 40, 50, 60})
            .chunk("tRNS", new byte[] {70, 80})
            .pixels(new int[][][] {{{0}, {2}, {15}}}, 4, false)
            .end();

    assertThat(decode(png, damage))
        .isDeepEqualTo(
            new float[][][] {{{1, 40, 40}}, {{2, 50, 50}}, {{3, 60, 60}}, {{70, 80, 80}}});
  }

  @Test
  void endsAtItsDeadlineAlsoWithinAnInterlacedPicture() {
    byte[] png =
        new PngFiles()
            .header(1, 20_000_000, 8, 0, true)
            .chunk("IDAT", PngFiles.deflated(new byte[40_000_000]))
            .end();
    PngDecoder decoder = PngDecoder.open(png);
    Deadline passed = Deadline.after(Duration.ofNanos(1), Clock.systemUTC());

    long start = System.nanoTime();
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(
            () ->
                decoder.decode(
                    new DecodeRequest(0, 19_999_000, 1, 1000, 1, 1, false).on(passed, damage)))
        .matches(e -> e.reason() == Reason.TIMEOUT);
    assertThat(System.nanoTime() - start).isLessThan(1_500_000_000L);
  }
}
