package io.github.imageresize.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run with the profile {@code imageio-ext}, it asks that project's plug-in. */
class ImageIoPluginTest {
  private static final String PLUGIN =
      System.getProperty(
          "imageio.plugin", "com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi");
  private static final int WIDTH = 40;
  private static final int HEIGHT = 30;
  private static final int SHORT = 3;
  private static final int LONG8 = 16;

  @TempDir private Path folder;

  @Test
  void makesAnImageOfAnOriginalThatOnlyThePluginKnows() throws Exception {
    Files.write(folder.resolve("grey.tif"), bigTiff());
    Path result = folder.resolve("grey.jpg");

    ImageIoPlugin.main(new String[] {PLUGIN, folder.toString(), "grey.tif", result.toString()});

    BufferedImage image = ImageIO.read(result.toFile());
    assertThat(image.getWidth()).isEqualTo(WIDTH);
    assertThat(image.getHeight()).isEqualTo(HEIGHT);
    assertThat(image.getRaster().getSample(5, 15, 0)).as("left").isBetween(35, 45);
    assertThat(image.getRaster().getSample(35, 15, 0)).as("right").isBetween(195, 205);
  }

  @Test
  void namesAPluginThatIsNotThere() {
    assertThatThrownBy(() -> ImageIoPlugin.main(new String[] {"no.such.Spi", ".", "a", "b"}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no.such.Spi");
  }

  /** Grey of 8 bits without compression: 40 on the left half, 200 on the right. */
  private static byte[] bigTiff() {
    int[][] entries = {
      {256, SHORT, WIDTH},
      {257, SHORT, HEIGHT},
      {258, SHORT, 8}, // bits of a sample
      {259, SHORT, 1}, // no compression
      {262, SHORT, 1}, // 0 is black
      {273, LONG8, 0}, // where the only strip begins, filled in below
      {277, SHORT, 1}, // samples of a pixel
      {278, SHORT, HEIGHT}, // rows of the strip
      {279, LONG8, WIDTH * HEIGHT} // bytes of the strip
    };
    int pixels = 16 + 8 + 20 * entries.length + 8;
    entries[5][2] = pixels;
    ByteBuffer file = ByteBuffer.allocate(pixels + WIDTH * HEIGHT).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'I').put((byte) 'I').putShort((short) 43);
    file.putShort((short) 8).putShort((short) 0).putLong(16);
    file.putLong(entries.length);
    for (int[] entry : entries) {
      file.putShort((short) entry[0]).putShort((short) entry[1]).putLong(1).putLong(entry[2]);
    }
    file.putLong(0);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      file.put((byte) (i % WIDTH < WIDTH / 2 ? 40 : 200));
    }
    return file.array();
  }
}
