package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.imageresize.Damage;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.OnDamage;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.ResizedImage;
import io.github.imageresize.internal.codec.DecodedPictures;
import io.github.imageresize.internal.codec.tiff.TiffFiles;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged originals are shown as far as they go, or refused, as the host wants it. */
class DamagePolicyTest {
  private static final BufferedImage PHOTO = Drawing.blobs(320, 240, BufferedImage.TYPE_3BYTE_BGR);
  private static final ImageRequest REQUEST = ImageRequest.builder("drawn").width(100).build();

  private final LocalResizeService showing = LocalResizeService.builder().build();
  private final LocalResizeService refusing =
      LocalResizeService.builder()
          .limits(ResizeLimits.builder().onDamage(OnDamage.REFUSE).build())
          .build();

  static Stream<Arguments> originals() {
    return Stream.of(
        Arguments.of("baseline JPEG", Drawing.jpeg(PHOTO)),
        Arguments.of("progressive JPEG", LargeJpegs.progressive(320, 240)),
        Arguments.of("BMP", DecodedPictures.written(PHOTO, "bmp")),
        Arguments.of("TIFF", tiff()));
  }

  /** Of one strip, its directory before it. */
  private static byte[] tiff() {
    byte[] pixels = new byte[320 * 240];
    Arrays.fill(pixels, (byte) 99);
    return TiffFiles.tiff().size(320, 240).pixels(1, 8).chunk(pixels).file();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("originals")
  void isNoMatterForWholeOriginals(String name, byte[] whole) {
    ResizedImage shown = showing.resize(whole, REQUEST);

    assertThat(shown.damage()).isEmpty();
    assertThat(shown.isProvisional()).isFalse();
    assertThat(refusing.resize(whole, REQUEST).toByteArray()).isEqualTo(shown.toByteArray());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("originals")
  void showsWhatArrivedByDefaultAndSaysHowMuch(String name, byte[] whole) {
    byte[] half = Arrays.copyOf(whole, whole.length / 2);

    ResizedImage shown = showing.resize(half, REQUEST);

    assertThat(shown.isProvisional()).isTrue();
    Damage damage = shown.damage().orElseThrow();
    assertThat(damage.arrived()).isBetween(0.3, 1.0);
    assertThat(damage.description()).contains("end after");
    assertRefused(refusing, half);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("originals")
  void refusesWhatHardlyArrived(String name, byte[] whole) {
    byte[] little = Arrays.copyOf(whole, scanData(whole) + 30);

    assertRefused(showing, little);
    assertRefused(refusing, little);
  }

  @Test
  void tellsTheShareOfRowsThatArrived() {
    byte[] whole = Drawing.jpeg(Drawing.blobs(64, 1600, BufferedImage.TYPE_3BYTE_BGR));
    int data = scanData(whole);
    byte[] third = Arrays.copyOf(whole, data + (whole.length - data) / 3);

    assertThat(showing.resize(third, REQUEST).damage().orElseThrow().arrived())
        .isCloseTo(1 / 3.0, within(0.05));
  }

  /** Wherever an upload stands: nothing shown is taken for whole, be it cut between two scans. */
  @Test
  void takesNoPrefixOfAProgressiveFileForWhole() {
    byte[] whole = LargeJpegs.progressive(64, 48);
    int shown = 0;
    for (int length = scanData(whole); length < whole.length - 2; length++) {
      byte[] prefix = Arrays.copyOf(whole, length);
      try {
        assertThat(showing.resize(prefix, REQUEST).isProvisional()).as("of " + length).isTrue();
        shown++;
      } catch (ImageResizeException refused) {
        assertThat(refused.reason()).isEqualTo(Reason.CORRUPT_IMAGE);
      }
      if (length % 16 == 0) {
        assertRefused(refusing, prefix);
      }
    }
    assertThat(shown).isGreaterThan((whole.length - scanData(whole)) * 3 / 4);
  }

  private static void assertRefused(LocalResizeService service, byte[] original) {
    assertThatThrownBy(() -> service.resize(original, REQUEST))
        .isInstanceOfSatisfying(
            ImageResizeException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.CORRUPT_IMAGE));
  }

  /** Behind the first scan's header, or behind the header. */
  private static int scanData(byte[] original) {
    if (original[0] != (byte) 0xFF) {
      return 300; // behind all headers of the others
    }
    int at = 0;
    while (original[at] != (byte) 0xFF || original[at + 1] != (byte) 0xDA) {
      at++;
    }
    return at + 14;
  }
}
