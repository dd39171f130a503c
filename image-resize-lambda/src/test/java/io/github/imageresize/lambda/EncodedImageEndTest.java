package io.github.imageresize.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.local.LocalResizeService;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncodedImageEndTest {
  private static final byte[] ORIGINAL = TestImages.halves("png", 90, 60);

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG", "WEBP", "GIF", "AVIF"})
  void findsTheEndOfAWholeImageAndOfNoneThatIsCut(ImageFormat format) {
    byte[] whole = image(format);

    assertThat(EncodedImageEnd.isReached(format, whole)).isTrue();
    for (int length = 0; length < whole.length; length++) {
      assertThat(EncodedImageEnd.isReached(format, Arrays.copyOf(whole, length)))
          .as("%s cut to %d of %d bytes", format, length, whole.length)
          .isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG", "WEBP", "GIF", "AVIF"})
  void doesNotMindBytesAfterTheEnd(ImageFormat format) {
    byte[] whole = image(format);

    assertThat(EncodedImageEnd.isReached(format, Arrays.copyOf(whole, whole.length + 7))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG", "WEBP", "GIF", "AVIF"})
  void endsForWhateverBytes(ImageFormat format) {
    byte[] whole = image(format);
    for (int at = 0; at < whole.length; at++) {
      byte[] spoiled = whole.clone();
      spoiled[at] = (byte) 0xFF;
      boolean reached = EncodedImageEnd.isReached(format, spoiled);
      if (format == ImageFormat.PNG && at >= 8) {
        assertThat(reached).as("byte %d", at).isEqualTo(whole[at] == (byte) 0xFF);
      }
    }
  }

  private static byte[] image(ImageFormat format) {
    if (format == ImageFormat.AVIF) {
      return Base64.getDecoder().decode(EncodedImageHeaderTest.AVIF);
    }
    ImageRequest request = ImageRequest.builder("a.png").width(70).format(format).build();
    return LocalResizeService.builder().build().resize(ORIGINAL, request).toByteArray();
  }
}
