package io.github.imageresize.internal.codec.tiff;

import static io.github.imageresize.internal.codec.DecodedPictures.assertSurvivesDamage;
import static io.github.imageresize.internal.codec.DecodedPictures.decode;
import static io.github.imageresize.internal.codec.DecodedPictures.samples;
import static io.github.imageresize.internal.codec.tiff.TiffFiles.BYTE;
import static io.github.imageresize.internal.codec.tiff.TiffFiles.LONG;
import static io.github.imageresize.internal.codec.tiff.TiffFiles.SHORT;
import static io.github.imageresize.internal.codec.tiff.TiffFiles.tiff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import io.github.imageresize.internal.codec.CodecRegistry;
import io.github.imageresize.internal.codec.jpeg.JpegForm;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffDecoderTest {
  private static final int WHITE_IS_ZERO = 0;
  private static final int GREY = 1;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int CMYK = 5;
  private static final int YCBCR = 6;
  private static final int CIE_LAB = 8;
  private static final int ICC_LAB = 9;
  private static final int LZW = 5;
  private static final int JPEG = 7;
  private static final int DEFLATE = 8;
  private static final int PACK_BITS = 32773;

  private final CodecRegistry registry = CodecRegistry.standard();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsBigTiffOfEitherOrder(boolean littleEndian) {
    ByteOrder order = littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    byte[] file =
        TiffFiles.bigTiff(order)
            .size(2, 2)
            .pixels(GREY, 8)
            .put(Tag.ROWS_PER_STRIP, TiffFiles.LONG8, 1)
            .chunk(1, 2)
            .chunk(3, 4)
            .file();

    assertThat(decode(open(file))).isDeepEqualTo(new float[][][] {{{1, 2}, {3, 4}}});
  }

  @ParameterizedTest
  @ValueSource(ints = {BYTE, SHORT, LONG})
  void takesNumbersOfBytesOfAnyType(int type) {
    byte[] file = tiff().size(3, 1).pixels(GREY, 8).countType(type).chunk(7, 8, 9).file();

    assertThat(decode(open(file))).isDeepEqualTo(new float[][][] {{{7, 8, 9}}});
  }

  @Test
  void readsTilesAndTheirParts() {
    TiffFiles tiles = tiff().size(20, 18).pixels(RGB, 8, 8, 8).tiles(16, 16);
    for (int tile = 0; tile < 4; tile++) {
      byte[] bytes = new byte[16 * 16 * 3];
      for (int i = 0; i < bytes.length; i++) {
        int x = tile % 2 * 16 + i / 3 % 16;
        int y = tile / 2 * 16 + i / 48;
        bytes[i] = (byte) (i % 3 == 0 ? x : i % 3 == 1 ? y : x + y);
      }
      tiles.chunk(bytes);
    }
    byte[] file = tiles.file();

    assertGradient(decode(open(file)), 0, 0);
    float[][][] part = samples(open(file).decode(new DecodeRequest(17, 16, 3, 2, 1, 1, false)));
    assertThat(part).hasDimensions(3, 2);
    assertGradient(part, 17, 16);
    part = samples(open(file).decode(new DecodeRequest(1, 17, 10, 1, 1, 1, false)));
    assertGradient(part, 1, 17);
  }

  private static void assertGradient(float[][][] planes, int left, int top) {
    for (int y = 0; y < planes[0].length; y++) {
      for (int x = 0; x < planes[0][y].length; x++) {
        assertThat(planes[0][y][x]).isEqualTo(left + x);
        assertThat(planes[1][y][x]).isEqualTo(top + y);
        assertThat(planes[2][y][x]).isEqualTo(left + x + top + y);
      }
    }
  }

  @Test
  void readsSamplesOfPlanesOfTheirOwn() {
    byte[] file =
        tiff()
            .size(2, 1)
            .pixels(RGB, 8, 8, 8)
            .put(Tag.PLANAR_CONFIGURATION, SHORT, 2)
            .chunk(1, 2)
            .chunk(3, 4)
            .chunk(5, 6)
            .file();

    assertThat(decode(open(file))).isDeepEqualTo(new float[][][] {{{1, 2}}, {{3, 4}}, {{5, 6}}});
  }

  @ParameterizedTest
  @ValueSource(ints = {LZW, DEFLATE, PACK_BITS, 1})
  void undoesDifferencesOnlyWhereThePredictorHasAMeaning(int compression) throws IOException {
    byte[] differences = {10, 5, 1, (byte) 255};
    boolean meant = compression == LZW || compression == DEFLATE;
    byte[] chunk =
        switch (compression) {
          case DEFLATE -> deflated(differences);
          case PACK_BITS -> new byte[] {3, 10, 5, 1, (byte) 255};
          case LZW -> lzw(256, 10, 5, 1, 255, 257);
          default -> differences;
        };

    byte[] file =
        tiff()
            .size(4, 1)
            .pixels(GREY, 8)
            .compression(compression)
            .put(Tag.PREDICTOR, SHORT, 2)
            .chunk(chunk)
            .file();

    float[] expected = meant ? new float[] {10, 15, 16, 15} : new float[] {10, 5, 1, 255};
    assertThat(decode(open(file))).isDeepEqualTo(new float[][][] {{expected}});
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsFloatingPointWithItsPredictor(boolean littleEndian) throws IOException {
    // 0.5 and 1.0 are 3F000000 and 3F800000: high bytes first, then differences.
    byte[] split = {0x3F, 0, (byte) (0 - 0x3F), (byte) 0x80, (byte) 0x80, 0, 0, 0};
    ByteOrder order = littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;

    byte[] file =
        tiff(order)
            .size(2, 1)
            .pixels(GREY, 32)
            .put(Tag.SAMPLE_FORMAT, SHORT, 3)
            .compression(DEFLATE)
            .put(Tag.PREDICTOR, SHORT, 3)
            .chunk(deflated(split))
            .file();

    assertThat(decode(open(file))).isDeepEqualTo(new float[][][] {{{127.5f, 255}}});
  }

  @Test
  void readsSignedSamplesFromTheirLeastOn() {
    byte[] file =
        tiff(ByteOrder.BIG_ENDIAN)
            .size(3, 1)
            .pixels(GREY, 16)
            .put(Tag.SAMPLE_FORMAT, SHORT, 2)
            .chunk(0x80, 0, 0, 0, 0x7F, 0xFF)
            .file();

    float[] row = decode(open(file))[0][0];
    assertThat(row[0]).isZero();
    assertThat(row[1]).isCloseTo(127.5f, within(0.01f));
    assertThat(row[2]).isEqualTo(255);
  }

  @ParameterizedTest
  @CsvSource({
    "1,0xA0,255;0;255",
    "2,0xE4,255;170;85",
    "3,0xE5,255;36.428574;72.85714",
    "4,0xF0,255;0;0",
    "5,0xF8,255;0;0"
  })
  void readsAnyDepth(int depth, String firstByte, String expected) {
    byte[] file = tiff().size(3, 1).pixels(GREY, depth).chunk(Integer.decode(firstByte), 0).file();

    float[] row = decode(open(file))[0][0];
    String[] values = expected.split(";");
    for (int x = 0; x < 3; x++) {
      assertThat(row[x]).isCloseTo(Float.parseFloat(values[x]), within(0.01f));
    }
  }

  @Test
  void takesTheFirstDepthsWhereThereAreMoreThanSamplesAndOneForAllWhereThereAreFewer() {
    TiffFiles more = tiff().size(1, 1).pixels(RGB, 8, 8, 8).chunk(1, 2, 3);
    more.put(Tag.BITS_PER_SAMPLE, SHORT, 8, 8, 8, 1);
    TiffFiles fewer = tiff().size(1, 1).pixels(RGB, 8, 8, 8).chunk(1, 2, 3);
    fewer.put(Tag.BITS_PER_SAMPLE, SHORT, 8);

    assertThat(decode(open(more.file()))).isDeepEqualTo(new float[][][] {{{1}}, {{2}}, {{3}}});
    assertThat(decode(open(fewer.file()))).isDeepEqualTo(new float[][][] {{{1}}, {{2}}, {{3}}});
  }

  @Test
  void readsSamplesOfDifferentDepths() {
    byte[] file = tiff().size(1, 1).pixels(RGB, 5, 6, 5).chunk(0xF8, 0x1F).file();

    assertThat(decode(open(file))).isDeepEqualTo(new float[][][] {{{255}}, {{0}}, {{255}}});
  }

  @Test
  void takesIndicesPastTheColourMapForBlack() {
    byte[] file =
        tiff()
            .size(3, 1)
            .pixels(PALETTE, 8)
            .put(Tag.COLOR_MAP, SHORT, 0x1111, 0xFFFF, 0, 0x2222, 0, 0x3333)
            .chunk(0, 1, 200)
            .file();

    assertThat(decode(open(file)))
        .isDeepEqualTo(new float[][][] {{{17, 255, 0}}, {{0, 34, 0}}, {{0, 51, 0}}});
  }

  @Test
  void readsInvertedGrey() {
    byte[] file = tiff().size(2, 1).pixels(WHITE_IS_ZERO, 8).chunk(0, 200).file();

    assertThat(decode(open(file))).isDeepEqualTo(new float[][][] {{{255, 55}}});
  }

  @ParameterizedTest
  @CsvSource({"1,200", "2,100", "0,100"})
  void dividesColourByAlphaWhereItWasMultiplied(int kind, float expected) {
    byte[] file =
        tiff()
            .size(1, 1)
            .pixels(RGB, 8, 8, 8, 8)
            .put(Tag.EXTRA_SAMPLES, SHORT, kind)
            .chunk(100, 100, 100, 127)
            .file();

    float[][][] decoded = decode(open(file));
    assertThat(decoded[0][0][0]).isCloseTo(expected, within(1f));
    assertThat(decoded[3][0][0]).isEqualTo(127);
  }

  @ParameterizedTest
  @CsvSource({"1,true,60", "1,false,60", "3,true,60", "3,false,-1", "0,true,60", "0,false,60"})
  void takesOneExtraSampleForAlphaWhereThatIsUsual(int photometric, boolean told, int alpha) {
    TiffFiles file = tiff().size(1, 1).pixels(photometric, 8, 8).chunk(0, 60);
    if (told) {
      file.put(Tag.EXTRA_SAMPLES, SHORT, 2);
    }
    if (photometric == 3) {
      file.put(Tag.COLOR_MAP, SHORT, new long[3 * 256]);
    }

    float[][][] decoded = decode(open(file.file()));

    int colors = photometric == 3 ? 3 : 1;
    assertThat(decoded).hasNumberOfRows(alpha < 0 ? colors : colors + 1);
    if (alpha >= 0) {
      assertThat(decoded[colors][0][0]).isEqualTo(alpha);
    }
  }

  @Test
  void countsDepthsWhereTheNumberOfSamplesIsNotNamed() {
    byte[] file =
        tiff()
            .size(1, 1)
            .put(Tag.PHOTOMETRIC, SHORT, RGB)
            .put(Tag.BITS_PER_SAMPLE, SHORT, 8, 8, 8)
            .chunk(10, 20, 30)
            .file();

    assertThat(decode(open(file))).isDeepEqualTo(new float[][][] {{{10}}, {{20}}, {{30}}});
  }

  @Test
  void readsInksWithoutAProfile() {
    byte[] file =
        tiff()
            .size(3, 1)
            .pixels(CMYK, 8, 8, 8, 8)
            .chunk(0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 128)
            .file();

    assertThat(decode(open(file)))
        .isDeepEqualTo(new float[][][] {{{255, 0, 127}}, {{255, 255, 0}}, {{255, 255, 0}}});
  }

  /** Red and a grey, as libvips and ImageMagick convert them. */
  @ParameterizedTest
  @CsvSource({"8,0", "9,128"})
  void readsLab(int photometric, int middle) {
    byte[] file =
        tiff()
            .size(2, 1)
            .pixels(photometric, 8, 8, 8)
            .chunk(136, 80 + middle, 67 + middle, 137, middle, middle)
            .file();

    float[][][] decoded = decode(open(file));
    float[][] expected = {{255, 128}, {0, 128}, {0, 128}};
    for (int plane = 0; plane < 3; plane++) {
      for (int x = 0; x < 2; x++) {
        assertThat(decoded[plane][0][x]).isCloseTo(expected[plane][x], within(2f));
      }
    }
    assertThat(photometric).isIn(CIE_LAB, ICC_LAB);
  }

  @Test
  void readsSubsampledChroma() {
    byte[] file =
        tiff()
            .size(3, 2)
            .pixels(YCBCR, 8, 8, 8)
            .put(Tag.YCBCR_SUBSAMPLING, SHORT, 2, 2)
            .chunk(1, 2, 4, 5, 100, 200, 3, 99, 6, 99, 50, 60)
            .file();

    ImageDecoder decoder = open(file);
    PlanarImage image = decoder.decode(DecodeRequest.whole(decoder.header()));
    assertThat(image.model()).isEqualTo(ColorModel.YCBCR);
    assertThat(samples(image))
        .isDeepEqualTo(
            new float[][][] {
              {{1, 2, 3}, {4, 5, 6}},
              {{100, 100, 50}, {100, 100, 50}},
              {{200, 200, 60}, {200, 200, 60}}
            });
  }

  @Test
  void readsBitsInReverse() {
    byte[] file =
        tiff().size(8, 1).pixels(GREY, 1).put(Tag.FILL_ORDER, SHORT, 2).chunk(0x03).file();

    assertThat(decode(open(file))[0][0]).containsExactly(255, 255, 0, 0, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsStripsThatAreJpegs(boolean progressive) {
    ImageEncoder encoder = progressive ? JpegForm.progressive() : JpegForm.baseline();
    TiffFiles strips = tiff().size(32, 24).pixels(YCBCR, 8, 8, 8).compression(JPEG);
    strips.put(Tag.ROWS_PER_STRIP, LONG, 16);
    strips.chunk(jpeg(encoder, 32, 16, 60)).chunk(jpeg(encoder, 32, 8, 180));

    float[][][] decoded = decode(open(strips.file()));

    assertThat(decoded).hasDimensions(3, 24);
    assertThat(decoded[0][15][31]).isCloseTo(60, within(2f));
    assertThat(decoded[0][16][0]).isCloseTo(180, within(2f));
    assertThat(decoded[1][20][3]).isCloseTo(128, within(2f));
  }

  @Test
  void refusesAJpegThatIsLargerThanItsStrip() {
    byte[] file =
        tiff()
            .size(1, 1)
            .pixels(YCBCR, 8, 8, 8)
            .compression(JPEG)
            .chunk(jpeg(JpegForm.progressive(), 64, 64, 9))
            .file();

    assertRefused(file, Reason.CORRUPT_IMAGE, "64x64");
  }

  @Test
  void showsStripsThatArrived() {
    TiffFiles strips = tiff().size(1, 4).pixels(GREY, 8).put(Tag.ROWS_PER_STRIP, SHORT, 2);
    byte[] file = strips.chunk(9, 8).chunk(7, 6).file();

    float[][][] decoded = decode(open(Arrays.copyOf(file, file.length - 1)));

    assertThat(decoded).isDeepEqualTo(new float[][][] {{{9}, {8}, {7}, {0}}});
  }

  @Test
  void refusesAPictureOfWhichNothingArrived() {
    byte[] file = tiff().size(10, 10).pixels(GREY, 8).compression(DEFLATE).chunk(1, 2, 3).file();

    assertRefused(file, Reason.CORRUPT_IMAGE, "0 of 10 rows");
  }

  @ParameterizedTest
  @CsvSource({
    "50001,WebP",
    "34927,WebP",
    "50000,Zstandard",
    "34925,LZMA",
    "34712,JPEG 2000",
    "12345,number 12345"
  })
  void refusesOtherCompressionsByName(int compression, String name) {
    byte[] file = tiff().size(1, 1).pixels(GREY, 8).compression(compression).chunk(1).file();

    assertRefused(file, Reason.UNSUPPORTED_IMAGE, name);
  }

  @Test
  void showsTheFirstPageOfManyAndCountsNoOther() {
    byte[] file = tiff().size(1, 1).pixels(GREY, 8).chunk(77).file();
    // The next directory is this one again.
    int entries = file[8];
    file[8 + 2 + 12 * entries] = 8;

    ImageDecoder decoder = open(file);

    assertThat(decoder.header().frames()).isOne();
    assertThat(decode(decoder)).isDeepEqualTo(new float[][][] {{{77}}});
  }

  @ParameterizedTest
  @ValueSource(strings = {"CCITT RLE", "CCITT T.4", "CCITT T.6"})
  void leavesFaxCodesToThePlugin(String compression) throws IOException {
    BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_BYTE_BINARY);
    for (int x = 0; x < 20; x++) {
      image.setRGB(2 * x, x, 0xFFFFFF);
    }

    float[][][] decoded = decode(open(written(image, compression)));

    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 40; x++) {
        assertThat(decoded[0][y][x]).isEqualTo(image.getRGB(x, y) & 0xFF);
      }
    }
  }

  @Test
  void survivesDamage() throws IOException {
    TiffFiles tiles = tiff().size(5, 4).pixels(RGB, 8, 8, 8, 8).compression(LZW).tiles(16, 16);
    assertSurvivesDamage(
        tiles.put(Tag.PREDICTOR, SHORT, 2).chunk(lzw(256, 1, 2, 3, 4, 258, 257)).file(),
        registry::open);
    assertSurvivesDamage(
        TiffFiles.bigTiff(ByteOrder.BIG_ENDIAN)
            .size(3, 2)
            .pixels(YCBCR, 8, 8, 8)
            .chunk(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
            .file(),
        registry::open);
    assertSurvivesDamage(
        written(new BufferedImage(9, 3, BufferedImage.TYPE_BYTE_BINARY), "CCITT T.6"),
        registry::open);
  }

  @Test
  void survivesDamageToAJpegStrip() {
    assertSurvivesDamage(
        tiff()
            .size(8, 8)
            .pixels(YCBCR, 8, 8, 8)
            .compression(JPEG)
            .chunk(jpeg(JpegForm.baseline(), 8, 8, 99))
            .file(),
        registry::open);
  }

  private ImageDecoder open(byte[] file) {
    return registry.open(file);
  }

  private void assertRefused(byte[] file, Reason reason, String message) {
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> decode(open(file)))
        .withMessageContaining(message)
        .matches(e -> e.reason() == reason);
  }

  private static byte[] jpeg(ImageEncoder encoder, int width, int height, float luma) {
    List<Plane> planes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      float value = i == 0 ? luma : 128;
      int share = i == 0 ? 1 : 2;
      planes.add(
          Plane.fullSize(
              new SampledRows(
                  (width + share - 1) / share,
                  (height + share - 1) / share,
                  (y, row) -> Arrays.fill(row, value))));
    }
    return encoder.encode(
        new PlanarImage(ColorModel.YCBCR, false, width, height, planes),
        EncodeRequest.builder(90).build());
  }

  private static byte[] deflated(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    }
    return out.toByteArray();
  }

  /** Codes of 9 bits. */
  private static byte[] lzw(int... codes) {
    byte[] bytes = new byte[(codes.length * 9 + 7) / 8];
    for (int i = 0; i < codes.length * 9; i++) {
      bytes[i / 8] |= (byte) ((codes[i / 9] >> (8 - i % 9) & 1) << (7 - i % 8));
    }
    return bytes;
  }

  private static byte[] written(BufferedImage image, String compression) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionType(compression);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.setOutput(ImageIO.createImageOutputStream(bytes));
    writer.write(null, new IIOImage(image, null, null), param);
    ((javax.imageio.stream.ImageOutputStream) writer.getOutput()).close();
    writer.dispose();
    return bytes.toByteArray();
  }
}
