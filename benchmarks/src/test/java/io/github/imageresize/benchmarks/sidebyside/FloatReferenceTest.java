package io.github.imageresize.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FloatReferenceTest {
  @Test
  void isThePictureItselfAtItsOwnSize() throws IOException {
    byte[] png = Pictures.png(200, 150);

    assertThat(FloatReference.of(png, Task.RESIZE, 200).psnr(png)).isGreaterThan(90);
  }

  @Test
  void tellsAPictureThatIsShiftedByAPixel() throws IOException {
    BufferedImage drawn = DrawnPicture.draw(200, 150, 1);
    BufferedImage shifted = new BufferedImage(200, 150, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = shifted.createGraphics();
    graphics.drawImage(drawn, 1, 1, null);
    graphics.dispose();

    assertThat(FloatReference.of(Pictures.png(drawn), Task.RESIZE, 200).psnr(Pictures.png(shifted)))
        .isLessThan(30);
  }

  @Test
  void isCloseToWhatThisLibraryMakes() throws IOException {
    byte[] png = Pictures.png(400, 300);

    byte[] resized = new ImageResizeLibrary().resize(png, Task.RESIZE, 100, "png");

    assertThat(FloatReference.of(png, Task.RESIZE, 100).psnr(resized)).isGreaterThan(45);
  }

  @Test
  void refusesAnotherSize() throws IOException {
    FloatReference reference = FloatReference.of(Pictures.png(200, 150), Task.RESIZE, 100);

    assertThatThrownBy(() -> reference.psnr(Pictures.png(100, 74)))
        .isInstanceOf(IOException.class)
        .hasMessage("must have 100x75 pixels, but has 100x74");
    assertThatThrownBy(() -> reference.psnr(Pictures.png(99, 75)))
        .hasMessageContaining("but has 99x75");
  }

  @Test
  void refusesWhatIsNoImage() throws IOException {
    FloatReference reference = FloatReference.of(Pictures.png(200, 150), Task.RESIZE, 100);

    assertThatThrownBy(() -> reference.psnr(new byte[10]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("must be a JPEG, PNG, GIF, TIFF or WebP image");
  }
}
