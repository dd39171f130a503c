package io.github.imageresize.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.ImageResizeException.Reason;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import javax.imageio.ImageIO;

/** What the tests of the codecs share: pictures to decode, and pictures that were decoded. */
public final class DecodedPictures {
  private DecodedPictures() {}

  /** All samples as [plane][y][x]. */
  public static float[][][] samples(PlanarImage image) {
    List<float[][]> planes = new ArrayList<>();
    for (Plane plane : image.planes()) {
      planes.add(new float[plane.rows().height()][plane.rows().width()]);
    }
    for (int y = 0; y < planes.get(0).length; y++) {
      for (int p = 0; p < planes.size(); p++) {
        float[] row = image.planes().get(p).rows().row(y)[0];
        System.arraycopy(row, 0, planes.get(p)[y], 0, planes.get(p)[y].length);
        image.planes().get(p).rows().release(y + 1);
      }
    }
    return planes.toArray(float[][][]::new);
  }

  /** The whole picture at full size. */
  public static float[][][] decode(ImageDecoder decoder) {
    try (decoder) {
      return samples(decoder.decode(DecodeRequest.whole(decoder.header())));
    }
  }

  /** Samples as an image whose planes have one sample a pixel. */
  public static PlanarImage image(ColorModel model, boolean alpha, float[][][] samples) {
    int height = samples[0].length;
    int width = samples[0][0].length;
    List<Plane> planes = new ArrayList<>();
    for (float[][] plane : samples) {
      planes.add(
          Plane.fullSize(
              new SampledRows(
                  width, height, (y, row) -> System.arraycopy(plane[y], 0, row, 0, width))));
    }
    return new PlanarImage(model, alpha, width, height, planes);
  }

  /** Red, green, blue and alpha as a colour model gives them. */
  public static float[][][] samples(BufferedImage image, boolean alpha) {
    float[][][] samples = new float[alpha ? 4 : 3][image.getHeight()][image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int argb = image.getRGB(x, y);
        for (int p = 0; p < samples.length; p++) {
          samples[p][y][x] = p == 3 ? argb >>> 24 : argb >> (16 - 8 * p) & 0xFF;
        }
      }
    }
    return samples;
  }

  /** A smooth picture with some shapes. */
  public static BufferedImage drawn(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(new Color(20, 160, 60));
    graphics.fillOval(width / 4, height / 4, width / 2, height / 2);
    graphics.dispose();
    return image;
  }

  /** An image as ImageIO writes it. */
  public static byte[] written(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      assertThat(ImageIO.write(image, format, bytes)).isTrue();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /** Largest difference between any two samples. */
  public static float difference(float[][][] a, float[][][] b) {
    assertThat(a).hasDimensions(b.length, b[0].length);
    float most = 0;
    for (int p = 0; p < a.length; p++) {
      for (int y = 0; y < a[p].length; y++) {
        for (int x = 0; x < a[p][y].length; x++) {
          most = Math.max(most, Math.abs(a[p][y][x] - b[p][y][x]));
        }
      }
    }
    return most;
  }

  /** Peak signal-to-noise ratio in dB. */
  public static double psnr(float[][][] a, float[][][] b) {
    double sum = 0;
    long count = 0;
    for (int p = 0; p < a.length; p++) {
      for (int y = 0; y < a[p].length; y++) {
        for (int x = 0; x < a[p][y].length; x++, count++) {
          double d = a[p][y][x] - b[p][y][x];
          sum += d * d;
        }
      }
    }
    return 10 * Math.log10(255 * 255 * count / Math.max(sum, 1e-9));
  }

  /** Decoding ends in a picture or in a failure that is the file's own. */
  public static void assertEndsWell(byte[] bytes, Function<byte[], ImageDecoder> open) {
    try (ImageDecoder decoder = open.apply(bytes)) {
      ImageHeader header = decoder.header();
      assertThat(header.width()).isPositive();
      assertThat(header.height()).isPositive();
      assertThat(header.frames()).isPositive();
      if ((long) header.width() * header.height() <= 1_000_000) {
        decode(decoder);
      }
    } catch (ImageResizeException e) {
      assertThat(e.reason()).isIn(Reason.CORRUPT_IMAGE, Reason.UNSUPPORTED_IMAGE);
    }
  }

  /** {@link #assertEndsWell} for every beginning of a file, and for every byte changed. */
  public static void assertSurvivesDamage(byte[] intact, Function<byte[], ImageDecoder> open) {
    for (int length = 0; length < intact.length; length++) {
      byte[] truncated = Arrays.copyOf(intact, length);
      damaged(truncated, open, "truncated to " + length);
    }
    for (int i = 0; i < intact.length; i++) {
      for (int change : new int[] {0x01, 0x80, 0xFF}) {
        byte[] flipped = intact.clone();
        flipped[i] ^= (byte) change;
        damaged(flipped, open, "byte " + i + " changed by " + change);
      }
    }
  }

  private static void damaged(byte[] bytes, Function<byte[], ImageDecoder> open, String how) {
    try {
      assertEndsWell(bytes, open);
    } catch (RuntimeException | Error e) {
      fail(how, e);
    }
  }
}
