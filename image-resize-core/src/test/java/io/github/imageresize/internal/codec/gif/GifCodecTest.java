package io.github.imageresize.internal.codec.gif;

import static io.github.imageresize.internal.codec.DecodedPictures.assertSurvivesDamage;
import static io.github.imageresize.internal.codec.DecodedPictures.decode;
import static io.github.imageresize.internal.codec.DecodedPictures.difference;
import static io.github.imageresize.internal.codec.DecodedPictures.drawn;
import static io.github.imageresize.internal.codec.DecodedPictures.image;
import static io.github.imageresize.internal.codec.DecodedPictures.psnr;
import static io.github.imageresize.internal.codec.DecodedPictures.samples;
import static io.github.imageresize.internal.codec.DecodedPictures.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageHeader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class GifCodecTest {
  private static final EncodeRequest PLAIN = EncodeRequest.builder(80).build();

  /** A screen of 4x3 with one frame of 2x2 at (1, 1), whose index 1 is transparent. */
  private static byte[] offsetFrame(int frames) {
    ByteArrayOutputStream gif = new ByteArrayOutputStream();
    write(gif, 'G', 'I', 'F', '8', '9', 'a', 4, 0, 3, 0, 0x80, 0, 0);
    write(gif, 10, 20, 30, 40, 50, 60);
    for (int i = 0; i < frames; i++) {
      write(gif, 0x21, 0xF9, 4, 1, 0, 0, 1, 0);
      write(gif, 0x2C, 1, 0, 1, 0, 2, 0, 2, 0, 0);
      write(gif, 2, 3, 68, 2, 5, 0); // clear, 0, 1, 1, 0, end
    }
    write(gif, 0x3B);
    return gif.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
  }

  @Test
  void readsWhatImageIoWrites() {
    BufferedImage drawn = drawn(60, 45, BufferedImage.TYPE_INT_RGB);
    BufferedImage indexed = new BufferedImage(60, 45, BufferedImage.TYPE_BYTE_INDEXED);
    indexed.createGraphics().drawImage(drawn, 0, 0, null);
    byte[] gif = written(indexed, "gif");

    float[][][] decoded = decode(GifDecoder.open(gif));

    assertThat(difference(decoded, samples(indexed, false))).isZero();
  }

  @Test
  void placesAFrameOnItsScreen() {
    GifDecoder decoder = GifDecoder.open(offsetFrame(3));

    ImageHeader header = decoder.header();
    assertThat(header.width()).isEqualTo(4);
    assertThat(header.height()).isEqualTo(3);
    assertThat(header.frames()).as("those that are decoded").isEqualTo(3);
    assertThat(header.alpha()).isTrue();
    float[][][] decoded = decode(decoder);
    assertThat(decoded[3])
        .isDeepEqualTo(new float[][] {{0, 0, 0, 0}, {0, 255, 0, 0}, {0, 0, 255, 0}});
    assertThat(decoded[2][1][1]).isEqualTo(30);
    assertThat(decoded[0][2][2]).isEqualTo(10);
  }

  @Test
  void keepsPicturesOfFewColoursExactly() {
    float[][][] planes = new float[4][20][30];
    Random random = new Random(1);
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 30; x++) {
        int color = random.nextInt(250);
        planes[0][y][x] = color;
        planes[1][y][x] = 255 - color;
        planes[3][y][x] = 255;
      }
    }
    for (int p = 0; p < 4; p++) {
      planes[p][5][5] = 0;
    }

    byte[] gif = new GifEncoder().encode(image(ColorModel.RGB, true, planes), PLAIN);

    float[][][] decoded = decode(GifDecoder.open(gif));
    decoded[0][5][5] = decoded[1][5][5] = decoded[2][5][5] = 0;
    assertThat(difference(decoded, planes)).isZero();
  }

  @Test
  void choosesColoursThatComeCloseToAPhotograph() throws IOException {
    float[][][] planes = samples(drawn(300, 200, BufferedImage.TYPE_INT_RGB), false);

    byte[] gif = new GifEncoder().encode(image(ColorModel.RGB, false, planes), PLAIN);

    assertThat(psnr(decode(GifDecoder.open(gif)), planes)).isGreaterThan(32);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(gif));
    assertThat(difference(samples(read, false), decode(GifDecoder.open(gif)))).isZero();
  }

  @Test
  void writesNoiseThatFillsTheCodeTable() throws IOException {
    float[][][] planes = new float[1][200][200];
    Random random = new Random(2);
    for (float[] row : planes[0]) {
      for (int x = 0; x < row.length; x++) {
        row[x] = random.nextInt(256);
      }
    }

    byte[] gif = new GifEncoder().encode(image(ColorModel.GREY, false, planes), PLAIN);

    float[][][] expected = {planes[0], planes[0], planes[0]};
    assertThat(difference(decode(GifDecoder.open(gif)), expected)).isZero();
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(gif));
    assertThat(difference(samples(read, false), expected)).isZero();
  }

  @Test
  void writesAPictureThatIsTransparentThroughout() {
    byte[] gif = new GifEncoder().encode(image(ColorModel.RGB, true, new float[4][2][2]), PLAIN);

    assertThat(decode(GifDecoder.open(gif))[3]).isDeepEqualTo(new float[2][2]);
  }

  @Test
  void survivesDamage() {
    assertSurvivesDamage(offsetFrame(2), GifDecoder::open);
    BufferedImage indexed = new BufferedImage(9, 7, BufferedImage.TYPE_BYTE_INDEXED);
    assertSurvivesDamage(written(indexed, "gif"), GifDecoder::open);
  }
}
