package io.github.imageresize.internal.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against what the published implementation (npm's thumbhash 0.1.1) makes of the same pixels. */
class ThumbHashTest {

  @ParameterizedTest
  @CsvSource({
    "20,20,false,5a090e171a70778780788887877787777887787ff4708f08",
    "100,60,false,1f080a2c9a707677707777777776908009f887",
    "33,77,false,5ef809231a60707777767777b0900af778",
    "40,30,true,a0388a14923b928790888668080eeca26f0775777778887808",
    "1,1,false,000802070000000000000000000000000000000000000000",
    "7,100,true,dd08860906148090686878f5a31ff97670778888887888"
  })
  void isThePublishedHash(int width, int height, boolean alpha, String hash) {
    byte[] rgba = gradient(width, height, alpha);

    String made = HexFormat.of().formatHex(ThumbHash.of(rgba, width));

    assertThat(made).isEqualTo(hash);
  }

  @ParameterizedTest
  @CsvSource({
    "100,60,false,32,18,'0,0,65,255,3,0,69,255','244,231,109,255'",
    "33,77,false,14,32,'5,17,40,255,13,17,46,255','220,233,94,255'",
    "40,30,true,32,26,'121,63,65,37,120,62,65,40','246,236,134,255'",
    "7,100,true,6,32,'101,95,57,47,101,91,64,55','169,173,111,107'"
  })
  void isDrawnAsPublished(
      int width,
      int height,
      boolean alpha,
      int drawnWidth,
      int drawnHeight,
      String first,
      String last) {
    ThumbHash.Drawn drawn = ThumbHash.draw(ThumbHash.of(gradient(width, height, alpha), width));

    assertThat(drawn.width()).isEqualTo(drawnWidth);
    assertThat(drawn.height()).isEqualTo(drawnHeight);
    byte[] rgba = drawn.rgba();
    assertThat(samples(rgba, 0, 8)).isEqualTo(first);
    assertThat(samples(rgba, rgba.length - 4, 4)).isEqualTo(last);
  }

  private static String samples(byte[] rgba, int from, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < from + count; i++) {
      text.append(i == from ? "" : ",").append(rgba[i] & 0xFF);
    }
    return text.toString();
  }

  private static byte[] gradient(int width, int height, boolean alpha) {
    byte[] rgba = new byte[4 * width * height];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        rgba[at++] = (byte) (x * 255 / width);
        rgba[at++] = (byte) (y * 255 / height);
        rgba[at++] = (byte) (x * y % 256);
        rgba[at++] = (byte) (alpha ? Math.min(255, x * 9 + 40) : 255);
      }
    }
    return rgba;
  }
}
