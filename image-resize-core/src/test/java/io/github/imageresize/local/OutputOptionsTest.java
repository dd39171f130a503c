package io.github.imageresize.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imageresize.Chroma;
import io.github.imageresize.ImageFormat;
import io.github.imageresize.ImageRequest;
import java.awt.image.BufferedImage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How results are written: what each option of the output does to the file. */
class OutputOptionsTest {
  private static final int BASELINE = 0xc0;
  private static final int PROGRESSIVE = 0xc2;
  private static final BufferedImage PHOTO = Drawing.blobs(160, 120, BufferedImage.TYPE_3BYTE_BGR);
  private static final BufferedImage CUT_OUT = Drawing.blobs(160, 120, BufferedImage.TYPE_INT_ARGB);

  private final LocalResizeService service = LocalResizeService.builder().build();

  @Test
  void writesProgressiveJpegsWithTheSamePixels() {
    byte[] sequential = made(PHOTO, ImageFormat.JPEG, request -> request);
    byte[] progressive = made(PHOTO, ImageFormat.JPEG, request -> request.progressive(true));
    assertThat(frame(sequential, BASELINE)).isPositive();
    assertThat(frame(progressive, PROGRESSIVE)).isPositive();
    assertThat(Pixels.of(Drawing.read(progressive)).psnr(Pixels.of(Drawing.read(sequential))))
        .isEqualTo(99);
  }

  @ParameterizedTest
  @CsvSource({"80, , 34", "95, , 17", "80, FULL, 17", "95, SUBSAMPLED, 34"})
  void keepsChromaAsAskedOrByQuality(int quality, Chroma chroma, int samplingFactors) {
    byte[] jpeg =
        made(
            PHOTO,
            ImageFormat.JPEG,
            request -> {
              request.quality(quality);
              return chroma == null ? request : request.chroma(chroma);
            });
    assertThat(jpeg[frame(jpeg, BASELINE) + 11]).isEqualTo((byte) samplingFactors);
  }

  @Test
  void writesWebpWithoutLoss() {
    byte[] webp = made(CUT_OUT, ImageFormat.WEBP, request -> request.lossless(true));
    byte[] png =
        service
            .resize(webp, ImageRequest.builder("drawn").format(ImageFormat.PNG).build())
            .toByteArray();
    Pixels expected = Pixels.of(CUT_OUT);
    Pixels after = Pixels.decode(png);
    assertThat(after.psnr(expected)).isEqualTo(99);
  }

  @Test
  void findsTheBestQualityWhoseFileIsSmallEnough() {
    byte[] bound = made(PHOTO, ImageFormat.JPEG, request -> request.quality(47));
    for (ImageFormat format : new ImageFormat[] {ImageFormat.JPEG, ImageFormat.WEBP}) {
      byte[] best = made(PHOTO, format, request -> request.quality(95).maxBytes(bound.length));
      assertThat(best.length).isBetween(bound.length * 19 / 20, bound.length);
    }
  }

  @Test
  void keepsTheQualityAskedForWhereItsFileIsSmallEnough() {
    byte[] plain = made(PHOTO, ImageFormat.JPEG, request -> request.quality(70));
    byte[] bounded =
        made(PHOTO, ImageFormat.JPEG, request -> request.quality(70).maxBytes(plain.length + 50));
    assertThat(Pixels.of(Drawing.read(bounded)).psnr(Pixels.of(Drawing.read(plain))))
        .isGreaterThan(50);
  }

  @Test
  void writesTheSmallestFileWhereNoneIsSmallEnough() {
    byte[] smallest = made(PHOTO, ImageFormat.JPEG, request -> request.maxBytes(1));
    byte[] floor =
        made(PHOTO, ImageFormat.JPEG, request -> request.quality(QualitySearch.LEAST_QUALITY));
    assertThat(smallest.length).isBetween(floor.length * 98 / 100, floor.length * 102 / 100);
    byte[] exact = made(PHOTO, ImageFormat.PNG, request -> request.maxBytes(1));
    assertThat(exact).isEqualTo(made(PHOTO, ImageFormat.PNG, request -> request));
  }

  private byte[] made(
      BufferedImage image, ImageFormat format, UnaryOperator<ImageRequest.Builder> options) {
    ImageRequest request = options.apply(ImageRequest.builder("drawn").format(format)).build();
    return service.resize(Drawing.png(image), request).toByteArray();
  }

  /** Where a JPEG's frame header begins, or -1 if it has none of that kind. */
  private static int frame(byte[] jpeg, int marker) {
    for (int at = 2; at + 4 < jpeg.length && (jpeg[at + 1] & 0xff) != 0xda; ) {
      if ((jpeg[at + 1] & 0xff) == marker) {
        return at;
      }
      at += 2 + ((jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
    }
    return -1;
  }
}
