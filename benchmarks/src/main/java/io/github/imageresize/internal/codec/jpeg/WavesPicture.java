package io.github.imageresize.internal.codec.jpeg;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.PlaneRows;
import io.github.imageresize.internal.codec.jpeg.encode.JpegEncoder;
import java.util.List;
import java.util.Random;

/** A grey picture of soft waves with some noise: eight rows over and over. */
public final class WavesPicture {
  /** Pixels of a row. */
  public static final int WIDTH = 1600;

  /** Rows. */
  public static final int HEIGHT = 1280;

  /** Blocks of a row. */
  public static final int BLOCKS = WIDTH / 8;

  private final float[][][] rows = new float[8][8][BLOCKS];

  /** Draws the picture. */
  public WavesPicture() {
    Random random = new Random(1);
    for (float[][] row : rows) {
      for (float[] phase : row) {
        for (int i = 0; i < phase.length; i++) {
          phase[i] = (float) (90 + 60 * Math.sin(i * 0.2) + 8 * random.nextGaussian());
        }
      }
    }
  }

  /** The eight rows, each in eight phases. */
  public float[][][] rows() {
    return rows;
  }

  /** The picture as a plane. */
  public PlaneRows plane() {
    return new Repeated();
  }

  /** The picture as a baseline JPEG. */
  public byte[] encoded() {
    PlanarImage image =
        new PlanarImage(ColorModel.GREY, false, WIDTH, HEIGHT, List.of(Plane.fullSize(plane())));
    return new JpegEncoder().encode(image, EncodeRequest.builder(80).build());
  }

  /** Reads all rows of a plane; the sum keeps the reading from being optimised away. */
  public static float readAll(PlaneRows rows) {
    float sum = 0;
    for (int y = 0; y < rows.height(); y++) {
      sum += rows.row(y)[0][0];
      rows.release(y + 1);
    }
    return sum;
  }

  private final class Repeated implements PlaneRows {
    @Override
    public int width() {
      return WIDTH;
    }

    @Override
    public int height() {
      return HEIGHT;
    }

    @Override
    public int phases() {
      return 8;
    }

    @Override
    public float[][] row(int y) {
      return rows[y % 8];
    }

    @Override
    public void release(int y) {
      // Rows are not made.
    }
  }
}
