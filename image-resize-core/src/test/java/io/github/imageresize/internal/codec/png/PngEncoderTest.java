package io.github.imageresize.internal.codec.png;

import static io.github.imageresize.internal.codec.DecodedPictures.decode;
import static io.github.imageresize.internal.codec.DecodedPictures.difference;
import static io.github.imageresize.internal.codec.DecodedPictures.drawn;
import static io.github.imageresize.internal.codec.DecodedPictures.image;
import static io.github.imageresize.internal.codec.DecodedPictures.samples;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageHeader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngEncoderTest {
  private static final EncodeRequest PLAIN = EncodeRequest.builder(80).build();
  private final PngEncoder encoder = new PngEncoder();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void writesColourThatImageIoReadsBack(boolean alpha) throws IOException {
    float[][][] samples = samples(drawn(211, 143, BufferedImage.TYPE_INT_RGB), true);
    for (int x = 0; x < 211; x++) {
      samples[3][70][x] = x;
    }
    float[][][] planes = alpha ? samples : Arrays.copyOf(samples, 3);

    byte[] png = encoder.encode(image(ColorModel.RGB, alpha, planes), PLAIN);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(read.getColorModel().hasAlpha()).isEqualTo(alpha);
    assertThat(difference(samples(read, alpha), planes)).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void writesGrey(boolean alpha) {
    float[][][] planes = new float[alpha ? 2 : 1][9][300];
    for (int x = 0; x < 300; x++) {
      planes[planes.length - 1][4][x] = x % 256;
    }

    byte[] png = encoder.encode(image(ColorModel.GREY, alpha, planes), PLAIN);

    assertThat(difference(decode(PngDecoder.open(png)), planes)).isZero();
  }

  @Test
  void roundsAndClampsSamples() {
    float[][][] planes = {{{-7.5f, 0.4f, 0.6f, 254.4f, 300}}};

    byte[] png = encoder.encode(image(ColorModel.GREY, false, planes), PLAIN);

    assertThat(decode(PngDecoder.open(png))[0][0]).containsExactly(0, 0, 1, 254, 255);
  }

  @Test
  void keepsCopyrightAndArtistInAnyScript() {
    var request = EncodeRequest.builder(80).copyright("© Someone").artist("Čapek").build();

    byte[] png = encoder.encode(image(ColorModel.GREY, false, new float[1][1][1]), request);

    ImageHeader header = PngDecoder.open(png).header();
    assertThat(header.copyright()).isEqualTo("© Someone");
    assertThat(header.artist()).isEqualTo("Čapek");
  }
}
