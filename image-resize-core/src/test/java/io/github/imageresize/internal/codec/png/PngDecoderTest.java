package io.github.imageresize.internal.codec.png;

import static io.github.imageresize.internal.codec.DecodedPictures.assertSurvivesDamage;
import static io.github.imageresize.internal.codec.DecodedPictures.decode;
import static io.github.imageresize.internal.codec.DecodedPictures.difference;
import static io.github.imageresize.internal.codec.DecodedPictures.drawn;
import static io.github.imageresize.internal.codec.DecodedPictures.samples;
import static io.github.imageresize.internal.codec.DecodedPictures.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.internal.codec.ExifWriter;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngDecoderTest {
  private static final byte[] KEY_GREY = {0, 1};

  @ParameterizedTest
  @CsvSource({
    "0,1", "0,2", "0,4", "0,8", "0,16", "2,8", "2,16", "4,8", "4,16", "6,8", "6,16",
  })
  void readsEveryColourTypeAndDepthWithAndWithoutInterlace(int colorType, int depth) {
    int channels = colorType == 0 ? 1 : colorType == 2 ? 3 : colorType == 4 ? 2 : 4;
    for (int width : new int[] {1, 3, 8, 17}) {
      int[][][] pixels = random(width, 11, channels, depth);
      for (boolean interlaced : new boolean[] {false, true}) {
        byte[] png =
            new PngFiles()
                .header(width, 11, depth, colorType, interlaced)
                .pixels(pixels, depth, interlaced)
                .end();

        float[][][] decoded = decode(PngDecoder.open(png));

        assertThat(difference(decoded, scaled(pixels, channels, depth))).isLessThan(0.001f);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void expandsPalettesWithTransparency(int depth) {
    int colors = 1 << depth;
    int[][][] pixels = random(13, 9, 1, depth);
    byte[] palette = new byte[3 * colors];
    new Random(5).nextBytes(palette);
    byte[] transparency = {0, 100};
    for (boolean interlaced : new boolean[] {false, true}) {
      byte[] png =
          new PngFiles()
              .header(13, 9, depth, 3, interlaced)
              .chunk("PLTE", palette)
              .chunk("tRNS", transparency)
              .pixels(pixels, depth, interlaced)
              .end();

      float[][][] decoded = decode(PngDecoder.open(png));

      for (int y = 0; y < 9; y++) {
        for (int x = 0; x < 13; x++) {
          int index = pixels[y][x][0];
          assertThat(decoded[0][y][x]).isEqualTo(palette[3 * index] & 0xFF);
          assertThat(decoded[2][y][x]).isEqualTo(palette[3 * index + 2] & 0xFF);
          assertThat(decoded[3][y][x]).isEqualTo(index == 0 ? 0 : index == 1 ? 100 : 255);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0,1", "0,4", "0,8", "0,16", "2,8", "2,16"})
  void makesTheKeyColourTransparent(int colorType, int depth) {
    int channels = colorType == 0 ? 1 : 3;
    int[][][] pixels = random(4, 4, channels, depth);
    pixels[2][3] = colorType == 0 ? new int[] {1} : new int[] {1, 1, 1};
    pixels[0][0][0] = 0;
    byte[] key = colorType == 0 ? KEY_GREY : new byte[] {0, 1, 0, 1, 0, 1};
    byte[] png =
        new PngFiles()
            .header(4, 4, depth, colorType, false)
            .chunk("tRNS", key)
            .pixels(pixels, depth, false)
            .end();

    PngDecoder decoder = PngDecoder.open(png);

    assertThat(decoder.header().alpha()).isTrue();
    float[][] alpha = decode(decoder)[channels];
    assertThat(alpha[2][3]).isZero();
    assertThat(alpha[0][0]).isEqualTo(255);
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB})
  void agreesWithImageIo(int type) {
    BufferedImage image = drawn(97, 61, type);
    boolean alpha = type == BufferedImage.TYPE_INT_ARGB;

    float[][][] decoded = decode(PngDecoder.open(written(image, "png")));

    assertThat(difference(decoded, samples(image, alpha))).isZero();
  }

  @Test
  void decodesARegionAlone() {
    BufferedImage image = drawn(50, 40, BufferedImage.TYPE_INT_RGB);
    PngDecoder decoder = PngDecoder.open(written(image, "png"));

    var region = decoder.decode(new DecodeRequest(10, 20, 15, 5, 1, 1, false));

    assertThat(region.planes().get(1).originX()).isEqualTo(10);
    assertThat(region.planes().get(1).originY()).isEqualTo(20);
    float[][][] expected = samples(image.getSubimage(10, 20, 15, 5), false);
    assertThat(difference(samples(region), expected)).isZero();
  }

  @Test
  void readsPlanesThatAreAskedForOneAfterTheOther() {
    BufferedImage image = drawn(30, 40, BufferedImage.TYPE_INT_RGB);
    PngDecoder decoder = PngDecoder.open(written(image, "png"));
    var planes = decoder.decode(DecodeRequest.whole(decoder.header())).planes();
    float[][][] expected = samples(image, false);

    for (int p = 2; p >= 0; p--) {
      for (int y = 0; y < 40; y++) {
        assertThat(planes.get(p).rows().row(y)[0]).isEqualTo(expected[p][y]);
        planes.get(p).rows().release(y + 1);
      }
    }
  }

  @Test
  void readsMetadata() {
    byte[] profile = profile(200);
    byte[] png =
        new PngFiles()
            .header(1, 1, 8, 0, false)
            .chunk("iCCP", compressed(profile))
            .chunk("iCCP", compressed(profile(300)))
            .chunk("eXIf", ExifWriter.write(null, "Ann Artist"))
            .chunk("tEXt", "Copyright\0(c) Someone".getBytes(StandardCharsets.ISO_8859_1))
            .chunk("acTL", new byte[] {0, 0, 0, 7, 0, 0, 0, 0})
            .pixels(new int[1][1][1], 8, false)
            .end();

    ImageHeader header = PngDecoder.open(png).header();

    assertThat(header.iccProfile()).isNotNull();
    assertThat(header.iccProfile().bytes()).isEqualTo(profile);
    assertThat(header.artist()).isEqualTo("Ann Artist");
    assertThat(header.copyright()).isEqualTo("(c) Someone");
    assertThat(header.frames()).as("those that are decoded").isEqualTo(1);
  }

  @Test
  void leavesOutAProfileThatInflatesWithoutEnd() {
    byte[] profile = profile(5 << 20);
    byte[] png =
        new PngFiles()
            .header(1, 1, 8, 0, false)
            .chunk("iCCP", compressed(profile))
            .pixels(new int[1][1][1], 8, false)
            .end();

    assertThat(PngDecoder.open(png).header().iccProfile()).isNull();
  }

  @Test
  void takesAFileThatSaysSoForSrgbWhateverItsProfile() {
    byte[] png =
        new PngFiles()
            .header(1, 1, 8, 0, false)
            .chunk("iCCP", compressed(profile(200)))
            .chunk("sRGB", new byte[1])
            .pixels(new int[1][1][1], 8, false)
            .end();

    assertThat(PngDecoder.open(png).header().iccProfile()).isNull();
  }

  /** A picture of 1 for decoders without animation, and a frame of 2. */
  private static byte[] animated(int frameWidth, boolean pictureIsFrame) {
    byte[] control = ByteBuffer.allocate(26).putInt(4, frameWidth).putInt(8, 1).array();
    byte[] pixels = PngFiles.deflated(new byte[] {0, 2, 2});
    byte[] numbered = ByteBuffer.allocate(4 + pixels.length).put(4, pixels).array();
    PngFiles file = new PngFiles().header(2, 1, 8, 0, false).chunk("acTL", new byte[8]);
    if (pictureIsFrame) {
      file.chunk("fcTL", control);
    }
    return file.pixels(new int[][][] {{{1}, {1}}}, 8, false)
        .chunk("fcTL", control)
        .chunk("fdAT", Arrays.copyOf(numbered, 9))
        .chunk(
            "fdAT",
            ByteBuffer.allocate(pixels.length - 1).put(4, pixels, 5, pixels.length - 5).array())
        .chunk("fcTL", control)
        .chunk("fdAT", new byte[9])
        .end();
  }

  @Test
  void showsTheFirstFrameOfAnAnimation() {
    assertThat(decode(PngDecoder.open(animated(2, false)))[0][0]).containsExactly(2, 2);
    assertThat(decode(PngDecoder.open(animated(2, true)))[0][0]).containsExactly(1, 1);
    assertThat(decode(PngDecoder.open(animated(1, false)))[0][0]).containsExactly(1, 1);
  }

  @Test
  void leavesOutAProfileThatEndsEarly() {
    byte[] profile = compressed(profile(5000));
    byte[] png =
        new PngFiles()
            .header(1, 1, 8, 0, false)
            .chunk("iCCP", Arrays.copyOf(profile, profile.length / 2))
            .pixels(new int[1][1][1], 8, false)
            .end();

    assertThat(PngDecoder.open(png).header().iccProfile().bytes()).isEmpty();
  }

  /** Noise behind the length that a profile begins with. */
  private static byte[] profile(int length) {
    byte[] profile = random(3, length);
    ByteBuffer.wrap(profile).putInt(0, length);
    return profile;
  }

  private static byte[] compressed(byte[] profile) {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes("name\0\0".getBytes(StandardCharsets.ISO_8859_1));
    chunk.writeBytes(PngFiles.deflated(profile));
    return chunk.toByteArray();
  }

  @Test
  void refusesAnUnknownCriticalChunk() {
    assertCorrupt(
        new PngFiles().header(1, 1, 8, 0, false).chunk("ABCD", new byte[0]).end(), "ABCD");
  }

  @Test
  void refusesACriticalChunkThatDoesNotMatchItsChecksum() {
    byte[] png =
        new PngFiles().header(1, 1, 8, 3, false).chunk("PLTE", new byte[] {1, 2, 3}, 1).end();
    assertCorrupt(png, "PLTE does not match its checksum");
  }

  @Test
  void leavesOutAnAncillaryChunkThatDoesNotMatchItsChecksum() {
    byte[] png =
        new PngFiles()
            .header(1, 1, 8, 0, false)
            .chunk("tRNS", KEY_GREY, 1)
            .pixels(new int[1][1][1], 8, false)
            .end();

    assertThat(PngDecoder.open(png).header().alpha()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,0", "-1,1"})
  void refusesSidesThatAreNotPositive(int width, int height) {
    assertCorrupt(new PngFiles().header(width, height, 8, 0, false).end(), "must be 1..");
  }

  @Test
  void refusesToDecodeMoreThanTheFileCanHold() {
    byte[] png =
        new PngFiles()
            .header(100_000, 100_000, 8, 6, true)
            .pixels(new int[1][1][4], 8, false)
            .end();
    PngDecoder decoder = PngDecoder.open(png);

    assertThat(decoder.header().width()).isEqualTo(100_000);
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> decode(decoder))
        .withMessageContaining("100000x100000")
        .matches(e -> e.reason() == Reason.CORRUPT_IMAGE);
  }

  @Test
  void needsMemoryForRowsAndForAllRowsOnlyIfInterlaced() {
    DecodeRequest half = new DecodeRequest(0, 0, 4000, 4000, 2, 2, false);
    int[][][] pixels = random(1, 1, 4, 8);
    byte[] filler = PngFiles.deflated(random(1, 100_000));
    byte[] streamed =
        new PngFiles()
            .header(4000, 4000, 8, 6, false)
            .chunk("prIV", filler)
            .pixels(pixels, 8, false)
            .end();
    byte[] held =
        new PngFiles()
            .header(4000, 4000, 8, 6, true)
            .chunk("prIV", filler)
            .pixels(pixels, 8, false)
            .end();

    assertThat(PngDecoder.open(streamed).memoryNeeded(half)).isLessThan(2 << 20);
    assertThat(PngDecoder.open(held).memoryNeeded(half)).isGreaterThan(64_000_000);
  }

  @Test
  void survivesDamage() {
    byte[] png =
        new PngFiles()
            .header(7, 6, 4, 3, true)
            .chunk("PLTE", new byte[48])
            .chunk("tRNS", new byte[] {1})
            .chunk("eXIf", ExifWriter.write("c", "a"))
            .pixels(random(7, 6, 1, 4), 4, true)
            .end();
    assertSurvivesDamage(png, PngDecoder::open);
  }

  private static void assertCorrupt(byte[] png, String message) {
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> PngDecoder.open(png))
        .withMessageContaining(message)
        .matches(e -> e.reason() == Reason.CORRUPT_IMAGE);
  }

  private static byte[] random(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static int[][][] random(int width, int height, int channels, int depth) {
    Random random = new Random(width * 31L + channels);
    int[][][] pixels = new int[height][width][channels];
    for (int[][] row : pixels) {
      for (int[] pixel : row) {
        for (int c = 0; c < channels; c++) {
          pixel[c] = random.nextInt(1 << depth);
        }
      }
    }
    return pixels;
  }

  private static float[][][] scaled(int[][][] pixels, int channels, int depth) {
    float[][][] samples = new float[channels][pixels.length][pixels[0].length];
    for (int y = 0; y < pixels.length; y++) {
      for (int x = 0; x < pixels[y].length; x++) {
        for (int c = 0; c < channels; c++) {
          samples[c][y][x] = pixels[y][x][c] * 255f / ((1 << depth) - 1);
        }
      }
    }
    return samples;
  }
}
