package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** {@code palette=true}: what is written, read by the JDK. */
class PngPaletteTest {
  private static final int COLOR_TYPE = 25;
  private static final int DEPTH = 24;
  private static final int INDEXED = 3;

  private final LocalResizeService service = LocalResizeService.builder().build();

  @Test
  void keepsFewColorsAsTheyAreInFewBits() {
    BufferedImage flag = new BufferedImage(301, 100, BufferedImage.TYPE_INT_RGB);
    Graphics2D drawing = flag.createGraphics();
    Color[] colors = {Color.RED, Color.WHITE, new Color(1, 2, 200), Color.ORANGE};
    for (int i = 0; i < colors.length; i++) {
      drawing.setColor(colors[i]);
      drawing.fillRect(i * 76, 0, 76, 100);
    }
    drawing.dispose();

    byte[] made = make(Drawing.png(flag), true);

    assertThat(made[COLOR_TYPE]).isEqualTo((byte) INDEXED);
    assertThat(made[DEPTH]).isEqualTo((byte) 2);
    assertThat(Pixels.decode(made).psnr(Pixels.of(flag))).isEqualTo(99);
  }

  @Test
  void dithersManyColorsIntoFewerBytes() {
    byte[] original = Drawing.png(Drawing.blobs(300, 200, BufferedImage.TYPE_INT_RGB));

    byte[] full = make(original, false);
    byte[] few = make(original, true);

    assertThat(few[COLOR_TYPE]).isEqualTo((byte) INDEXED);
    assertThat(few.length).isLessThan(full.length);
    assertThat(Pixels.decode(few).psnr(Pixels.decode(full))).isGreaterThan(30);
  }

  @Test
  void keepsWhatIsWhollyTransparent() {
    BufferedImage disc = new BufferedImage(90, 90, BufferedImage.TYPE_INT_ARGB);
    Graphics2D drawing = disc.createGraphics();
    drawing.setColor(Color.BLUE);
    drawing.fillRect(20, 20, 50, 50);
    drawing.dispose();

    byte[] made = make(Drawing.png(disc), true);

    assertThat(made[COLOR_TYPE]).isEqualTo((byte) INDEXED);
    Pixels pixels = Pixels.decode(made);
    assertThat(pixels.at(5, 5)[3]).isZero();
    assertThat(pixels.at(40, 40)).containsExactly(0, 0, 255, 255);
  }

  @Test
  void leavesPicturesThatAreHalfTransparentAsTheyAre() {
    byte[] original = Drawing.png(Drawing.blobs(90, 60, BufferedImage.TYPE_INT_ARGB));

    assertThat(Arrays.equals(make(original, true), make(original, false))).isTrue();
  }

  @Test
  void leavesWhatWouldNotBeSmaller() {
    byte[] pixel = Drawing.png(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));

    assertThat(Arrays.equals(make(pixel, true), make(pixel, false))).isTrue();
  }

  private byte[] make(byte[] original, boolean palette) {
    return service
        .resize(
            original,
            ImageRequest.builder("drawn").format(ImageFormat.PNG).palette(palette).build())
        .toByteArray();
  }
}
