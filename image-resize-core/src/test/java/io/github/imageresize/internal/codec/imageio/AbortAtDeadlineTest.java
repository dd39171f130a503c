package io.github.imageresize.internal.codec.imageio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.Deadline;
import io.github.imageresize.internal.codec.DecodedPictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;

class AbortAtDeadlineTest {
  private Instant now = Instant.EPOCH;
  private final Deadline deadline = Deadline.after(Duration.ofSeconds(1), () -> now);

  /** Whether the last row was read, of a picture that is white. */
  private boolean readsTheLastRow() throws IOException {
    BufferedImage white = new BufferedImage(50, 400, BufferedImage.TYPE_3BYTE_BGR);
    white.createGraphics().fillRect(0, 0, 50, 400);
    byte[] bmp = DecodedPictures.written(white, "bmp");
    ImageReader reader = ImageIO.getImageReadersByFormatName("bmp").next();
    try {
      reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(bmp)));
      reader.addIIOReadProgressListener(new AbortAtDeadline(deadline));
      BufferedImage read = reader.read(0);
      // A bitmap begins with its last row.
      return read.getRGB(25, 0) == 0xFFFFFFFF;
    } finally {
      reader.dispose();
    }
  }

  @Test
  void stopsAPlugInThatTellsOfItsProgress() throws Exception {
    assertThat(readsTheLastRow()).isTrue();

    now = now.plusSeconds(2);

    assertThat(readsTheLastRow()).isFalse();
  }
}
