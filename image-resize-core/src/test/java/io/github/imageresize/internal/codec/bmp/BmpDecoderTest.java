package io.github.imageresize.internal.codec.bmp;

import static io.github.imageresize.internal.codec.DecodedPictures.assertSurvivesDamage;
import static io.github.imageresize.internal.codec.DecodedPictures.decode;
import static io.github.imageresize.internal.codec.DecodedPictures.samples;
import static io.github.imageresize.internal.codec.bmp.BmpFiles.bmp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.DecodeRequest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BmpDecoderTest {
  private static final int BLACK = 0;
  private static final int RED = 0xFF0000;
  private static final int GREEN = 0x00FF00;
  private static final int BLUE = 0x0000FF;

  @ParameterizedTest
  @ValueSource(ints = {12, 16, 20, 36, 38, 40, 42, 46, 48, 52, 56, 64, 108, 124})
  void readsEveryHeader(int headerSize) {
    byte[] file =
        bmp()
            .header(headerSize)
            .size(2, 2)
            .depth(24, 0)
            .values(new long[][] {{RED, GREEN}, {BLUE, 0x102030}})
            .file();

    assertThat(colors(decode(BmpDecoder.open(file))))
        .isDeepEqualTo(new int[][] {{BLUE, 0x102030}, {RED, GREEN}});
  }

  @ParameterizedTest
  @CsvSource({"1,12", "2,12", "4,12", "8,12", "1,40", "2,40", "4,40", "8,40", "4,64", "8,124"})
  void readsPalettesOfEveryDepth(int depth, int headerSize) {
    int[] palette = new int[1 << Math.min(depth, 2)];
    for (int i = 0; i < palette.length; i++) {
      palette[i] = 0x304050 * i & 0xFFFFFF;
    }
    long[][] rows = {{0, 1, 1, 0, 1, 0, 0, 0, 1}, {1, 1, 0, 0, 1, 1, 0, 1, 0}};

    byte[] file =
        bmp().header(headerSize).size(9, 2).depth(depth, 0).palette(palette).values(rows).file();

    int[][] shown = colors(decode(BmpDecoder.open(file)));
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 9; x++) {
        assertThat(shown[y][x]).isEqualTo(palette[(int) rows[1 - y][x]]);
      }
    }
  }

  @Test
  void takesColoursPastThePalettesEndForBlack() {
    byte[] file =
        bmp().size(3, 1).depth(8, 0).palette(RED, GREEN).values(new long[][] {{1, 2, 255}}).file();

    assertThat(colors(decode(BmpDecoder.open(file))))
        .isDeepEqualTo(new int[][] {{GREEN, BLACK, BLACK}});
  }

  @Test
  void readsRowsFromTheTopWhereTheHeightIsNegative() {
    byte[] file = bmp().size(1, -2).values(new long[][] {{RED}, {BLUE}}).file();

    assertThat(colors(decode(BmpDecoder.open(file)))).isDeepEqualTo(new int[][] {{RED}, {BLUE}});
  }

  @Test
  void readsSixteenBitsWithoutMasksAsFiveForEachColour() {
    byte[] file = bmp().size(3, 1).depth(16, 0).values(new long[][] {{0x7C00, 0x3E0, 31}}).file();

    assertThat(colors(decode(BmpDecoder.open(file))))
        .isDeepEqualTo(new int[][] {{RED, GREEN, BLUE}});
  }

  @ParameterizedTest
  @CsvSource({"40,3", "52,3", "56,3", "108,3", "124,3", "40,6"})
  void readsChannelsWhereMasksSay(int headerSize, int compression) {
    // Ten bits of blue at the top, then one of green, and a red of four bits at the bottom.
    int[] masks = {0xF, 0x200000, 0xFFC00000, 0};
    byte[] file =
        bmp()
            .header(headerSize)
            .size(3, 1)
            .depth(32, compression)
            .masks(Arrays.copyOf(masks, headerSize == 40 && compression == 3 ? 3 : 4))
            .values(new long[][] {{0xF, 0x200000, 0xFFC00000L}})
            .file();

    assertThat(colors(decode(BmpDecoder.open(file))))
        .isDeepEqualTo(new int[][] {{RED, GREEN, BLUE}});
  }

  @Test
  void readsAlphaWhereItHasAMaskAndIsNotZeroThroughout() {
    BmpFiles alpha = bmp().size(2, 1).depth(32, 6).masks(0xFF0000, 0xFF00, 0xFF, 0xFF000000);

    float[][][] decoded =
        decode(BmpDecoder.open(alpha.values(new long[][] {{0x80FF0000L, 0x0000FF00L}}).file()));
    assertThat(decoded).hasNumberOfRows(4);
    assertThat(decoded[3][0]).containsExactly(128, 0);

    decoded = decode(BmpDecoder.open(alpha.values(new long[][] {{0xFF0000, 0x00FF00}}).file()));
    assertThat(decoded).hasNumberOfRows(3);
  }

  @Test
  void takesNoAlphaFromThePlainHeader() {
    byte[] file =
        bmp().size(2, 1).depth(32, 0).values(new long[][] {{0x80FF0000L, 0x10FF0000L}}).file();

    assertThat(BmpDecoder.open(file).header().alpha()).isFalse();
  }

  @Test
  void refusesMasksThatHaveGaps() {
    byte[] file =
        bmp()
            .size(1, 1)
            .depth(32, 3)
            .masks(0x505, 0xF0000, 0xF00000)
            .values(new long[][] {{0}})
            .file();

    assertRefused(file, Reason.CORRUPT_IMAGE, "masks");
  }

  @Test
  void readsMasksThatOverlap() {
    byte[] file =
        bmp()
            .size(1, 1)
            .depth(16, 3)
            .masks(0xF800, 0xFE0, 0x1F)
            .values(new long[][] {{0x0F80}})
            .file();

    float[][][] decoded = decode(BmpDecoder.open(file));

    assertThat(decoded[0][0][0]).isEqualTo(1 * 255f / 31);
    assertThat(decoded[1][0][0]).isEqualTo(0x7C * 255f / 127);
    assertThat(decoded[2][0][0]).isZero();
  }

  /** Where there are no masks of colours, they are the usual ones, and so is what they leave. */
  @Test
  void takesNoAlphaOfSixteenBitsWithoutMasks() {
    byte[] file =
        bmp()
            .header(124)
            .size(1, 1)
            .depth(16, 0)
            .masks(0xF00, 0xF0, 0xF, 0xF000)
            .values(new long[][] {{0x7C1F}})
            .file();

    assertThat(colors(decode(BmpDecoder.open(file)))).isDeepEqualTo(new int[][] {{0xFF00FF}});
    assertThat(BmpDecoder.open(file).header().alpha()).isFalse();
  }

  /** As in files whose palette is shorter than it says: what is there is read as both. */
  @Test
  void readsPixelsThatBeginWithinThePalette() {
    byte[] file =
        bmp()
            .size(1, 2)
            .depth(8, 0)
            .palette(BLACK, RED, GREEN, 0x030201)
            .values(new long[][] {{3}, {0}})
            .file();
    file[10] -= 4; // where pixels begin: at the last colour, whose bytes are 1, 2, 3

    assertThat(colors(decode(BmpDecoder.open(file))))
        .isDeepEqualTo(new int[][] {{0x030201}, {RED}});
  }

  @Test
  void readsRunsOfEightBits() {
    byte[] file =
        bmp()
            .size(5, 2)
            .depth(8, 1)
            .palette(BLACK, RED, GREEN, BLUE)
            .pixels(3, 1, 2, 2, 0, 0, 0, 5, 3, 2, 1, 2, 3, 0, 0, 1)
            .file();

    assertThat(colors(decode(BmpDecoder.open(file))))
        .isDeepEqualTo(
            new int[][] {{BLUE, GREEN, RED, GREEN, BLUE}, {RED, RED, RED, GREEN, GREEN}});
  }

  @Test
  void readsRunsOfFourBitsThatGoBeyondTheRow() {
    byte[] file =
        bmp()
            .size(5, 2)
            .depth(4, 2)
            .palette(BLACK, RED, GREEN, BLUE)
            .pixels(200, 0x12, 0, 0, 0, 3, 0x31, 0x20, 2, 0x33, 0, 1)
            .file();

    assertThat(colors(decode(BmpDecoder.open(file))))
        .isDeepEqualTo(new int[][] {{BLUE, RED, GREEN, BLUE, BLUE}, {RED, GREEN, RED, GREEN, RED}});
  }

  @Test
  void readsRunsOfOs2WithTwentyFourBits() {
    byte[] file =
        bmp()
            .header(64)
            .size(4, 1)
            .depth(24, 4)
            .pixels(1, 0, 0, 255, 0, 3, 0, 255, 0, 255, 0, 0, 3, 2, 1, 0, 0, 1)
            .file();

    assertThat(colors(decode(BmpDecoder.open(file))))
        .isDeepEqualTo(new int[][] {{RED, GREEN, BLUE, 0x010203}});
  }

  @Test
  void leavesPixelsBlackThatRunsJumpOver() {
    byte[] file =
        bmp()
            .size(3, 4)
            .depth(8, 1)
            .palette(GREEN, RED)
            .pixels(1, 1, 0, 2, 1, 2, 1, 1, 0, 1)
            .file();

    float[][][] decoded = decode(BmpDecoder.open(file));

    assertThat(decoded).hasNumberOfRows(3);
    assertThat(colors(decoded))
        .isDeepEqualTo(new int[][] {{0, 0, 0}, {0, 0, RED}, {0, 0, 0}, {RED, 0, 0}});
  }

  @Test
  void readsRegionsOfRuns() {
    byte[] file =
        bmp()
            .size(4, 3)
            .depth(8, 1)
            .palette(BLACK, RED, GREEN, BLUE)
            .pixels(4, 1, 0, 0, 2, 2, 2, 3, 0, 0, 4, 1, 0, 1)
            .file();

    float[][][] part =
        samples(BmpDecoder.open(file).decode(new DecodeRequest(1, 1, 2, 2, 1, 1, false)));

    assertThat(colors(part)).isDeepEqualTo(new int[][] {{GREEN, BLUE}, {RED, RED}});
  }

  @Test
  void showsWhatArrivedAndLeavesTheRestTransparent() {
    byte[] whole = bmp().size(2, 10).values(rows(10, RED)).file();

    float[][][] decoded = decode(BmpDecoder.open(Arrays.copyOf(whole, whole.length - 5 * 8 - 3)));

    assertThat(decoded).hasNumberOfRows(4);
    for (int y = 0; y < 10; y++) {
      assertThat(decoded[3][y]).containsOnly(y < 6 ? 0 : 255);
    }
  }

  @Test
  void showsRunsThatArrived() {
    byte[] file = bmp().size(1, 3).depth(8, 1).palette(RED).pixels(1, 0, 0, 0, 1, 0).file();

    assertThat(decode(BmpDecoder.open(file))[3]).isDeepEqualTo(new float[][] {{0}, {255}, {255}});
  }

  @Test
  void refusesAPictureOfWhichATenthOrLessArrived() {
    byte[] whole = bmp().size(2, 10).values(rows(10, RED)).file();

    assertRefused(Arrays.copyOf(whole, whole.length - 9 * 8), Reason.CORRUPT_IMAGE, "1 of 10 rows");
  }

  @Test
  void takesALastRowThatIsNotFilledUp() {
    byte[] whole = bmp().size(2, 2).values(rows(2, RED)).file();

    assertThat(decode(BmpDecoder.open(Arrays.copyOf(whole, whole.length - 2)))).hasNumberOfRows(3);
  }

  @ParameterizedTest
  @CsvSource({"1,3,Huffman", "0,4,JPEG", "0,5,PNG", "8,7,compression 7", "3,0,has 3", "64,0,64"})
  void refusesByNameWhatItDoesNotRead(int depth, int compression, String name) {
    byte[] file = bmp().header(64).depth(depth, compression).file();

    assertRefused(file, Reason.UNSUPPORTED_IMAGE, name);
  }

  @Test
  void survivesDamage() {
    assertSurvivesDamage(
        bmp()
            .size(5, 3)
            .depth(8, 1)
            .palette(BLACK, RED)
            .pixels(3, 1, 0, 2, 1, 0, 1, 1, 0, 0, 0, 5, 1, 0, 1, 0, 1, 0, 0, 1)
            .file(),
        BmpDecoder::open);
    assertSurvivesDamage(
        bmp()
            .header(124)
            .size(2, 2)
            .depth(16, 3)
            .masks(0xF00, 0xF0, 0xF, 0xF000)
            .values(new long[][] {{0xFFFF, 0x1234}, {0x4321, 0xABCD}})
            .file(),
        BmpDecoder::open);
  }

  static long[][] rows(int count, long color) {
    long[][] rows = new long[count][2];
    for (long[] row : rows) {
      Arrays.fill(row, color);
    }
    return rows;
  }

  static int[][] colors(float[][][] planes) {
    int[][] colors = new int[planes[0].length][planes[0][0].length];
    for (int y = 0; y < colors.length; y++) {
      for (int x = 0; x < colors[y].length; x++) {
        for (int plane = 0; plane < 3; plane++) {
          colors[y][x] |= Math.round(planes[plane][y][x]) << 16 - 8 * plane;
        }
      }
    }
    return colors;
  }

  private static void assertRefused(byte[] file, Reason reason, String message) {
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> decode(BmpDecoder.open(file)))
        .withMessageContaining(message)
        .matches(e -> e.reason() == reason);
  }
}
