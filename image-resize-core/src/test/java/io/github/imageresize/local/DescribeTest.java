package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.imageresize.ImageDescription;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.ImageSize;
import io.github.imageresize.ResizeLimits;
import io.github.imageresize.RgbaColor;
import io.github.imageresize.internal.animation.DrawnAnimations;
import io.github.imageresize.internal.animation.GifAnimations;
import io.github.imageresize.internal.raster.ProfileName;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DescribeTest {
  private final LocalResizeService service = LocalResizeService.builder().build();

  @Test
  void tellsWhatTheHeaderSays() {
    byte[] jpeg = Drawing.withExif(Drawing.jpeg(sunset(BufferedImage.TYPE_INT_RGB)), 6);

    ImageDescription described = service.describe(jpeg);

    assertThat(described.format()).isEqualTo("JPEG");
    assertThat(described.size()).isEqualTo(new ImageSize(200, 300));
    assertThat(described.frames()).isEqualTo(1);
    assertThat(described.hasAlpha()).isFalse();
    assertThat(described.profile()).isEmpty();
  }

  @Test
  void findsTheColorThatIsSeenMost() {
    ImageDescription described = service.describe(Drawing.png(sunset(BufferedImage.TYPE_INT_RGB)));

    RgbaColor color = described.dominantColor();
    assertThat(color.red()).isBetween(218, 222);
    assertThat(color.green()).isBetween(88, 92);
    assertThat(color.blue()).isBetween(28, 32);
  }

  @Test
  void showsWhatItLooksLike() {
    ImageDescription described = service.describe(Drawing.png(sunset(BufferedImage.TYPE_INT_RGB)));

    String prefix = "data:image/png;base64,";
    assertThat(described.placeholder()).startsWith(prefix);
    Pixels shown =
        Pixels.decode(
            Base64.getDecoder().decode(described.placeholder().substring(prefix.length())));
    assertThat(shown.width()).isEqualTo(32);
    int[] sky = shown.at(4, 4);
    int[] sea = shown.at(16, shown.height() - 1);
    assertThat(sky[0]).isGreaterThan(sky[2] + 80);
    assertThat(sea[2]).isGreaterThan(sea[0] + 20);
    assertThat(described.thumbHash()).hasSizeBetween(15, 25);
  }

  @Test
  void countsFramesAndSeesAlpha() throws Exception {
    byte[] gif = GifAnimations.write(DrawnAnimations.movingSquare(60, 40, 5));
    assertThat(service.describe(gif).frames()).isEqualTo(5);

    byte[] png = Drawing.png(Drawing.blobs(90, 60, BufferedImage.TYPE_INT_ARGB));
    assertThat(service.describe(png).hasAlpha()).isTrue();
  }

  @Test
  void namesTheProfile() {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] png = Drawing.withProfile(Drawing.png(sunset(BufferedImage.TYPE_INT_RGB)), profile);

    assertThat(service.describe(png).profile())
        .hasValueSatisfying(name -> assertThat(name).containsIgnoringCase("linear"));
  }

  @Test
  void leavesTheNameOfAnOddProfileEmpty() {
    assertThat(ProfileName.of(new byte[200])).isEmpty();
    assertThat(ProfileName.of(new byte[] {1, 2, 3})).isEmpty();
  }

  @Test
  void writesJson() {
    byte[] png = Drawing.png(sunset(BufferedImage.TYPE_INT_RGB));

    assertThat(service.describe(png).toJson())
        .startsWith(
            "{\"format\":\"png\",\"width\":300,\"height\":200,\"frames\":1,\"alpha\":false,")
        .contains("\"profile\":null,\"dominantColor\":\"#dc5a1e\",\"thumbHash\":\"")
        .endsWith("\"}");
  }

  @Test
  void keepsTheLimits() {
    LocalResizeService small =
        LocalResizeService.builder()
            .limits(ResizeLimits.builder().sourcePixels(1000).build())
            .build();
    byte[] png = Drawing.png(sunset(BufferedImage.TYPE_INT_RGB));

    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> small.describe(png))
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.SOURCE_TOO_LARGE));
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> service.describe(new byte[] {1, 2, 3}))
        .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.UNSUPPORTED_IMAGE));
  }

  /** Of a JPEG an eighth of its width and height, as is decoded for that image. */
  @Test
  void costsNoMoreThanAnImageOfAHundredPixels() {
    byte[] jpeg = Drawing.jpeg(new BufferedImage(2400, 1600, BufferedImage.TYPE_INT_RGB));
    ImageRequest small = ImageRequest.builder("a.jpg").width(100).build();
    LocalResizeService enough = decoding(300 * 200);
    LocalResizeService tooFew = decoding(300 * 200 - 1);

    assertThat(enough.describe(jpeg).size()).isEqualTo(new ImageSize(2400, 1600));
    assertThat(enough.resize(jpeg, small).width()).isEqualTo(100);
    assertThatExceptionOfType(ImageResizeException.class).isThrownBy(() -> tooFew.describe(jpeg));
    assertThatExceptionOfType(ImageResizeException.class)
        .isThrownBy(() -> tooFew.resize(jpeg, small));
  }

  private static LocalResizeService decoding(long pixels) {
    return LocalResizeService.builder()
        .limits(ResizeLimits.builder().sourcePixels(pixels).build())
        .build();
  }

  /** Two thirds of orange sky, and blue water. */
  private static BufferedImage sunset(int type) {
    BufferedImage image = new BufferedImage(300, 200, type);
    Graphics2D drawing = image.createGraphics();
    drawing.setColor(new Color(220, 90, 30));
    drawing.fillRect(0, 0, 300, 130);
    drawing.setColor(new Color(30, 50, 120));
    drawing.fillRect(0, 130, 300, 70);
    drawing.dispose();
    return image;
  }
}
