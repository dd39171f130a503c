package io.github.imageresize.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.codec.Orientation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExifTagsTest {

  private static byte[] orientation(ByteOrder order, int value) {
    ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
    byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
    tiff.put(mark).put(mark).putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) value);
    return tiff.array();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsOrientationsInBothByteOrders(int number) {
    Orientation expected = Orientation.ofExif(number);
    assertThat(ExifTags.parse(orientation(ByteOrder.BIG_ENDIAN, number)).orientation())
        .isEqualTo(expected);
    assertThat(ExifTags.parse(orientation(ByteOrder.LITTLE_ENDIAN, number)).orientation())
        .isEqualTo(expected);
  }

  @Test
  void takesAnUnknownOrientationAsUpright() {
    assertThat(ExifTags.parse(orientation(ByteOrder.BIG_ENDIAN, 9)).orientation())
        .isEqualTo(Orientation.UPRIGHT);
  }

  @Test
  void readsWhatIsWritten() {
    ExifTags tags = ExifTags.parse(ExifWriter.write("© Someone", "Ž"));

    assertThat(tags.copyright()).isEqualTo("© Someone");
    assertThat(tags.artist()).isEqualTo("Ž");
  }

  @Test
  void skipsThePrefixOfJpeg() {
    ByteBuffer prefixed = ByteBuffer.allocate(100).put(new byte[] {'E', 'x', 'i', 'f', 0, 0});
    prefixed.put(ExifWriter.write(null, "Someone"));

    assertThat(ExifTags.parse(prefixed.array()).artist()).isEqualTo("Someone");
  }

  @Test
  void endsWhateverTheBytesAre() {
    byte[] intact = ExifWriter.write("copyright", "artist");
    for (int i = 0; i < intact.length; i++) {
      assertThat(ExifTags.parse(Arrays.copyOf(intact, i))).isNotNull();
      for (int value = 0; value < 256; value++) {
        byte[] changed = intact.clone();
        changed[i] = (byte) value;
        assertThat(ExifTags.parse(changed)).isNotNull();
      }
    }
  }
}
