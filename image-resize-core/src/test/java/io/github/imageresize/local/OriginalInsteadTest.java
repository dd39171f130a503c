package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import io.github.imageresize.ResizedImage;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Results that show no more than the original are never larger than it. */
class OriginalInsteadTest {
  private static final BufferedImage PHOTO = Drawing.blobs(160, 120, BufferedImage.TYPE_3BYTE_BGR);

  private final LocalResizeService service = LocalResizeService.builder().build();

  @Test
  void isTheOriginalWithoutItsMetadataWhereAJpegWouldGrow() {
    byte[] low = made(Drawing.png(PHOTO), request().format(ImageFormat.JPEG).quality(40));
    byte[] tagged = Drawing.withExif(low, 1);
    assertThat(text(tagged)).contains("GPSPLACE");
    byte[] again = made(tagged, request().quality(95));
    assertThat(again).isEqualTo(low);
  }

  @Test
  void staysWhatWasAskedForWhereThatIsSmaller() {
    byte[] high = made(Drawing.png(PHOTO), request().format(ImageFormat.JPEG).quality(95));
    assertThat(made(high, request().quality(40)).length).isLessThan(high.length / 2);
  }

  @Test
  void isMadeAnewWhereSomethingIsSeenOrWrittenInAnotherWay() {
    byte[] low = made(Drawing.png(PHOTO), request().format(ImageFormat.JPEG).quality(10));
    assertThat(made(low, request().quality(95).blur(1))).isNotEqualTo(low);
    assertThat(made(low, request().quality(95).width(100))).isNotEqualTo(low);
    assertThat(made(low, request().quality(95).progressive(true))).isNotEqualTo(low);
    byte[] turned = made(Drawing.withExif(low, 6), request().quality(95));
    assertThat(turned.length).isGreaterThan(low.length);
    byte[] named = made(Drawing.withExif(low, 1), request().quality(95).keepCopyright(true));
    assertThat(text(named)).contains("Ada Lovelace").doesNotContain("GPSPLACE");
  }

  @Test
  void holdsForPngWebpAndGif() {
    BufferedImage noise = new BufferedImage(60, 50, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(3);
    for (int i = 0; i < 60 * 50; i++) {
      noise.setRGB(i % 60, i / 60, random.nextInt());
    }
    byte[] lowWebp =
        made(Drawing.png(noise), request().format(ImageFormat.WEBP).quality(5).keepCopyright(true));
    assertThat(made(lowWebp, request().quality(100))).isEqualTo(lowWebp);
    BufferedImage bits = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_BINARY);
    byte[] png = Drawing.png(bits);
    byte[] tagged = Drawing.withOrientation(png, 1);
    byte[] madeOfIt = made(tagged, request());
    assertThat(madeOfIt.length).isLessThanOrEqualTo(png.length);
    assertThat(text(madeOfIt)).doesNotContain("GPSPLACE");
    byte[] gif = made(Drawing.png(PHOTO), request().format(ImageFormat.GIF));
    assertThat(made(withComment(gif), request()).length).isLessThanOrEqualTo(gif.length);
    assertThat(text(made(withComment(gif), request()))).doesNotContain("a comment");
  }

  private byte[] made(byte[] original, ImageRequest.Builder request) {
    ResizedImage image = service.resize(original, request.build());
    return image.toByteArray();
  }

  private static ImageRequest.Builder request() {
    return ImageRequest.builder("drawn");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The GIF with a comment extension before its trailer. */
  private static byte[] withComment(byte[] gif) {
    byte[] comment = "a comment".getBytes(StandardCharsets.US_ASCII);
    byte[] longer = Arrays.copyOf(gif, gif.length + comment.length + 4);
    int at = gif.length - 1;
    longer[at++] = 0x21;
    longer[at++] = (byte) 0xfe;
    longer[at++] = (byte) comment.length;
    System.arraycopy(comment, 0, longer, at, comment.length);
    at += comment.length;
    longer[at++] = 0;
    longer[at] = 0x3b;
    return longer;
  }
}
