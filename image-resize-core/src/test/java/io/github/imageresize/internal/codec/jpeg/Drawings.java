package io.github.imageresize.internal.codec.jpeg;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Pictures that tests draw, and ways to encode and read them. */
final class Drawings {
  private Drawings() {}

  /** A plane of soft waves, a hard edge and some noise. */
  static double[][] plane(int width, int height, int seed) {
    Random random = new Random(seed);
    double[][] samples = new double[height][width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double wave = 60 * Math.sin(x * 0.13 + seed) * Math.cos(y * 0.09 - seed);
        double edge = x + 2 * y > width ? 40 : -30;
        samples[y][x] = Math.max(0, Math.min(255, 128 + wave + edge + 12 * random.nextGaussian()));
      }
    }
    return samples;
  }

  /**
   * An image for the encoder.
   *
   * @param horizontal luma samples for one of chroma
   * @param vertical the same vertically
   */
  static PlanarImage image(ColorModel model, int width, int height, int horizontal, int vertical) {
    List<Plane> planes = new ArrayList<>();
    for (int i = 0; i < model.colorPlanes(); i++) {
      int w = i == 0 ? width : (width + horizontal - 1) / horizontal;
      int h = i == 0 ? height : (height + vertical - 1) / vertical;
      planes.add(Plane.fullSize(new DrawnRows(plane(w, h, i + 1))));
    }
    return new PlanarImage(model, false, width, height, planes);
  }

  /** A sample for each place of a plane. */
  interface Sample {
    double at(int x, int y);
  }

  /** An image of {@link #image}'s kind whose planes all hold the same samples. */
  static PlanarImage image(
      ColorModel model, int width, int height, int horizontal, int vertical, Sample sample) {
    List<Plane> planes = new ArrayList<>();
    for (int i = 0; i < model.colorPlanes(); i++) {
      int w = i == 0 ? width : (width + horizontal - 1) / horizontal;
      int h = i == 0 ? height : (height + vertical - 1) / vertical;
      double[][] samples = new double[h][w];
      for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
          samples[y][x] = sample.at(x, y);
        }
      }
      planes.add(Plane.fullSize(new DrawnRows(samples)));
    }
    return new PlanarImage(model, false, width, height, planes);
  }

  static byte[] baseline420(int width, int height) {
    return encode(JpegForm.baseline(), image(ColorModel.YCBCR, width, height, 2, 2), 80);
  }

  static byte[] progressive420(int width, int height) {
    return encode(JpegForm.progressive(), image(ColorModel.YCBCR, width, height, 2, 2), 80);
  }

  static byte[] grey(int width, int height) {
    return encode(JpegForm.baseline(), image(ColorModel.GREY, width, height, 1, 1), 90);
  }

  /** A grey image for the encoder, of one of the planes of {@link #image}. */
  static PlanarImage greyImage(int width, int height, int seed) {
    Plane plane = Plane.fullSize(new DrawnRows(plane(width, height, seed)));
    return new PlanarImage(ColorModel.GREY, false, width, height, List.of(plane));
  }

  static byte[] encode(ImageEncoder encoder, PlanarImage image, int quality) {
    return encoder.encode(image, EncodeRequest.builder(quality).build());
  }

  /** All samples of the planes at full size. */
  static double[][][] decode(byte[] jpeg) {
    JpegDecoder decoder = JpegDecoder.open(jpeg);
    return read(decoder.decode(DecodeRequest.whole(decoder.header())));
  }

  /** All samples of the planes, read row by row in turn, as an encoder does. */
  static double[][][] read(PlanarImage image) {
    double[][][] samples = new double[image.planes().size()][][];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = read(image.planes().get(i).rows());
    }
    return samples;
  }

  private static double[][] read(PlaneRows rows) {
    double[][] samples = new double[rows.height()][rows.width()];
    for (int y = 0; y < rows.height(); y++) {
      float[][] row = rows.row(y);
      for (int x = 0; x < rows.width(); x++) {
        samples[y][x] = row[x % rows.phases()][x / rows.phases()];
      }
      rows.release(y + 1);
    }
    return samples;
  }

  /** What the JDK's decoder makes of the components, without conversion of colours. */
  static Raster decodeByJdk(byte[] jpeg) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio")) {
        try {
          reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg)));
          return reader.readRaster(0, null);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } finally {
          reader.dispose();
        }
      }
    }
    throw new IllegalStateException("The JDK has no JPEG reader");
  }

  /** Where a marker stands first. */
  static int find(byte[] jpeg, int marker) {
    for (int i = 2; i + 1 < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) marker) {
        return i;
      }
    }
    throw new IllegalArgumentException("No marker %02X".formatted(marker));
  }

  /** Replaces some bytes by others. */
  static byte[] splice(byte[] bytes, int at, int removed, int... inserted) {
    byte[] result = new byte[bytes.length - removed + inserted.length];
    System.arraycopy(bytes, 0, result, 0, at);
    for (int i = 0; i < inserted.length; i++) {
      result[at + i] = (byte) inserted[i];
    }
    int rest = bytes.length - at - removed;
    System.arraycopy(bytes, at + removed, result, at + inserted.length, rest);
    return result;
  }

  /** Rows of given samples, in one phase. */
  private record DrawnRows(double[][] samples) implements PlaneRows {
    @Override
    public int width() {
      return samples[0].length;
    }

    @Override
    public int height() {
      return samples.length;
    }

    @Override
    public int phases() {
      return 1;
    }

    @Override
    public float[][] row(int y) {
      float[] row = new float[width()];
      for (int x = 0; x < row.length; x++) {
        row[x] = (float) samples[y][x];
      }
      return new float[][] {row};
    }

    @Override
    public void release(int y) {}
  }
}
