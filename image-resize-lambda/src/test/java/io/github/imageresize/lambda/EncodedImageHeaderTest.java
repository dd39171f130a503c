package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageFormat;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedImageHeaderTest {
  /** One white pixel each; lossy, lossless, and with an alpha chunk. */
  private static final String LOSSY_WEBP =
      "UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=";

  private static final String LOSSLESS_WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

  /** Thirty by twenty black pixels. */
  static final String AVIF =
      "AAAAHGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZgAAASttZXRhAAAAAAAAACFoZGxyAAAAAAAAAABw"
          + "aWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAABAAAANGlsb2MAAAAAREAAAgABAAAAAAFPAAEA"
          + "AAAAAAAAGQACAAAAAAFoAAEAAAAAAAAAvgAAADhpaW5mAAAAAAACAAAAFWluZmUCAAAAAAEAAGF2"
          + "MDEAAAAAFWluZmUCAAABAAIAAEV4aWYAAAAAamlwcnAAAABLaXBjbwAAABNjb2xybmNseAACAAIA"
          + "BoAAAAAMYXYxQ4EADAAAAAAUaXNwZQAAAAAAAAAeAAAAFAAAABBwaXhpAAAAAAMICAgAAAAXaXBt"
          + "YQAAAAAAAAABAAEEgYIDhAAAABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAA321kYXQSAAoJGBE7"
          + "NggQEDQgMgoYAAAAQALl1wvAAAAABkV4aWYAAElJKgAIAAAABgASAQMAAQAAAAEAAAAaAQUAAQAA"
          + "AFYAAAAbAQUAAQAAAF4AAAAoAQMAAQAAAAIAAAATAgMAAQAAAAEAAABphwQAAQAAAGYAAAAAAAAA"
          + "OGMAAOgDAAA4YwAA6AMAAAYAAJAHAAQAAAAwMjEwAZEHAAQAAAABAgMAAKAHAAQAAAAwMTAwAaAD"
          + "AAEAAAD//wAAAqAEAAEAAAAeAAAAA6AEAAEAAAAUAAAAAAAAAA==";

  @ParameterizedTest
  @CsvSource({"jpg, JPEG", "png, PNG", "gif, GIF"})
  void readsTheFormatAndTheSides(String encoder, ImageFormat format) {
    assertThat(EncodedImageHeader.read(TestImages.halves(encoder, 301, 17)))
        .contains(new EncodedImageHeader(format, 301, 17));
  }

  @Test
  void readsTheKindsOfWebp() {
    EncodedImageHeader onePixel = new EncodedImageHeader(ImageFormat.WEBP, 1, 1);
    assertThat(EncodedImageHeader.read(Base64.getDecoder().decode(LOSSY_WEBP))).contains(onePixel);
    assertThat(EncodedImageHeader.read(Base64.getDecoder().decode(LOSSLESS_WEBP)))
        .contains(onePixel);
    byte[] extended = new byte[30];
    byte[] start = "RIFF\0\0\0\0WEBPVP8X".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    System.arraycopy(start, 0, extended, 0, start.length);
    extended[24] = 9;
    extended[28] = 1;
    assertThat(EncodedImageHeader.read(extended))
        .contains(new EncodedImageHeader(ImageFormat.WEBP, 10, 257));
  }

  @Test
  void readsTheLargestExtentsOfAvif() {
    byte[] avif = Base64.getDecoder().decode(AVIF);
    EncodedImageHeader whole = new EncodedImageHeader(ImageFormat.AVIF, 30, 20);
    assertThat(EncodedImageHeader.read(avif)).contains(whole);
    for (int length = 0; length < avif.length; length++) {
      assertThat(EncodedImageHeader.read(Arrays.copyOf(avif, length)))
          .satisfiesAnyOf(
              header -> assertThat(header).isEmpty(), header -> assertThat(header).contains(whole));
    }
  }

  @ParameterizedTest
  @CsvSource({"jpg", "png", "gif"})
  void givesNothingForAHeaderThatIsCutOffAnywhere(String encoder) {
    byte[] image = TestImages.halves(encoder, 30, 20);
    EncodedImageHeader whole = EncodedImageHeader.read(image).orElseThrow();
    for (int length = 0; length < image.length; length++) {
      assertThat(EncodedImageHeader.read(Arrays.copyOf(image, length)))
          .satisfiesAnyOf(
              header -> assertThat(header).isEmpty(), header -> assertThat(header).contains(whole));
    }
    assertThat(EncodedImageHeader.read(new byte[0])).isEmpty();
    assertThat(EncodedImageHeader.read(Arrays.copyOf(image, 4))).isEmpty();
  }
}
