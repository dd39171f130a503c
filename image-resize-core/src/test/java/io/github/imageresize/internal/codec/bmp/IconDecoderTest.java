package io.github.imageresize.internal.codec.bmp;

import static io.github.imageresize.internal.codec.DecodedPictures.assertSurvivesDamage;
import static io.github.imageresize.internal.codec.DecodedPictures.decode;
import static io.github.imageresize.internal.codec.DecodedPictures.drawn;
import static io.github.imageresize.internal.codec.DecodedPictures.written;
import static io.github.imageresize.internal.codec.bmp.BmpFiles.bmp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.internal.codec.CodecRegistry;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IconDecoderTest {
  private static final int RED = 0xFF0000;
  private static final int BLUE = 0x0000FF;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void showsTheDeepestOfTheLargestPictures(int type) {
    byte[] shallow = picture(4).palette(BLUE).values(new long[][] {{0, 0}, {0, 0}}).picture();
    byte[] deep = picture(24).values(BmpDecoderTest.rows(2, RED)).picture();
    byte[] file = BmpFiles.icon(type, 2, shallow, deep, shallow);

    float[][][] decoded = decode(CodecRegistry.standard().open(file));

    assertThat(BmpDecoderTest.colors(decoded)).isDeepEqualTo(new int[][] {{RED, RED}, {RED, RED}});
  }

  @Test
  void showsALargePngRatherThanASmallBitmap() {
    byte[] png = written(drawn(300, 300, BufferedImage.TYPE_INT_ARGB), "png");
    byte[] deep = picture(32).values(BmpDecoderTest.rows(2, RED)).picture();

    ImageHeader header = IconDecoder.open(BmpFiles.icon(1, 2, deep, png, deep)).header();

    assertThat(header.format()).isEqualTo(BmpCodec.ICON);
    assertThat(header.width()).isEqualTo(300);
    assertThat(header.alpha()).isTrue();
  }

  @Test
  void makesTransparentWhatTheMaskCovers() {
    byte[] masked =
        picture(24).values(BmpDecoderTest.rows(2, RED)).picture(0x80, 0, 0, 0, 0x40, 0, 0, 0);

    assertThat(decode(IconDecoder.open(BmpFiles.icon(1, 2, masked)))[3])
        .isDeepEqualTo(new float[][] {{255, 0}, {0, 255}});
  }

  @Test
  void takesAlphaFromThePixelsUnlessItIsZeroThroughout() {
    int[] mask = {0x80, 0, 0, 0, 0x40, 0, 0, 0};
    byte[] alpha = picture(32).values(BmpDecoderTest.rows(2, 0x40FF0000L)).picture(mask);
    byte[] zero = picture(32).values(BmpDecoderTest.rows(2, RED)).picture(mask);

    assertThat(decode(IconDecoder.open(BmpFiles.icon(1, 2, alpha)))[3])
        .isDeepEqualTo(new float[][] {{64, 64}, {64, 64}});
    assertThat(decode(IconDecoder.open(BmpFiles.icon(1, 2, zero)))[3])
        .isDeepEqualTo(new float[][] {{255, 0}, {0, 255}});
  }

  @Test
  void showsRunLengthCodedPictures() {
    byte[] coded =
        bmp().size(2, 2).depth(8, 1).palette(BLUE, RED).pixels(2, 1, 0, 0, 2, 0, 0, 1).picture(-1);

    assertThat(BmpDecoderTest.colors(decode(IconDecoder.open(BmpFiles.icon(1, 2, coded)))))
        .isDeepEqualTo(new int[][] {{BLUE, BLUE}, {RED, RED}});
  }

  @Test
  void refusesADirectoryWithoutPictures() {
    byte[] file = BmpFiles.icon(1, 2, picture(24).values(BmpDecoderTest.rows(2, RED)).picture());

    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> IconDecoder.open(Arrays.copyOf(file, 40)))
        .matches(e -> e.reason() == Reason.CORRUPT_IMAGE);
  }

  @Test
  void survivesDamage() {
    byte[] png = written(drawn(3, 3, BufferedImage.TYPE_INT_ARGB), "png");
    byte[] bitmap = picture(4).palette(BLUE, RED).values(BmpDecoderTest.rows(2, 1)).picture(0, 1);

    assertSurvivesDamage(BmpFiles.icon(1, 2, bitmap), IconDecoder::open);
    assertSurvivesDamage(BmpFiles.icon(1, 2, bitmap, png), IconDecoder::open);
  }

  private static BmpFiles picture(int depth) {
    return bmp().size(2, 2).depth(depth, 0);
  }
}
