package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import io.github.imageresize.internal.animation.ArgbRows;
import io.github.imageresize.internal.animation.PackedPlane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The colours of a frame as planes of a region of its canvas, transparent where it has no pixel.
 */
final class GifPlanes {
  private final DecodeRequest region;
  private final int width;
  private final int height;

  /**
   * Planes of a region.
   *
   * @param width the canvas's
   * @param height the canvas's
   */
  GifPlanes(DecodeRequest region, int width, int height) {
    this.region = region;
    this.width = width;
    this.height = height;
  }

  /** Transparent all over. */
  PlanarImage empty() {
    return image(true, planes(true, plane -> (y, samples) -> Arrays.fill(samples, 0)));
  }

  /** A frame where it lies on the canvas. */
  PlanarImage of(GifFrameRows rows) {
    GifFrame frame = rows.frame();
    boolean missing = rows.arrived() < frame.pixels();
    boolean alpha = missing || frame.transparentIndex() >= 0 || !frame.covers(width, height);
    if (!alpha) {
      rows.release(3, frame.height());
    }
    List<Plane> planes = planes(alpha, plane -> new PlaneReader(rows, frame, plane, region));
    PackedPlane.add(planes, new PixelReader(rows, frame, planes.size(), region));
    return image(alpha, planes);
  }

  private PlanarImage image(boolean alpha, List<Plane> planes) {
    return new PlanarImage(ColorModel.RGB, alpha, width, height, planes);
  }

  private List<Plane> planes(boolean alpha, IntFunction<SampledRows.Reader> readers) {
    List<Plane> planes = new ArrayList<>();
    for (int plane = 0; plane < (alpha ? 4 : 3); plane++) {
      SampledRows.Reader reader = readers.apply(plane);
      reader.release(0);
      SampledRows samples = new SampledRows(region.width(), region.height(), reader);
      planes.add(new Plane(samples, region.x(), region.y(), 1, 1));
    }
    return planes;
  }

  /** One plane of the region asked for. */
  private static final class PlaneReader implements SampledRows.Reader {
    private final GifFrameRows rows;
    private final GifFrame frame;
    private final int plane;
    private final DecodeRequest region;
    private final float[] table;

    PlaneReader(GifFrameRows rows, GifFrame frame, int plane, DecodeRequest region) {
      this.rows = rows;
      this.frame = frame;
      this.plane = plane;
      this.region = region;
      table = frame.table(plane);
    }

    @Override
    public void read(int y, float[] samples) {
      int frameY = region.y() + y - frame.y();
      int shift = region.x() - frame.x();
      int from = Math.max(0, -shift);
      int to = Math.min(samples.length, rows.arrived(frameY) - shift);
      if (from >= to) {
        Arrays.fill(samples, 0);
        return;
      }
      Arrays.fill(samples, 0, from, 0);
      byte[] row = rows.row(frameY);
      for (int x = from; x < to; x++) {
        samples[x] = table[row[x + shift] & 0xFF];
      }
      Arrays.fill(samples, to, samples.length, 0);
    }

    @Override
    public void release(int y) {
      rows.release(plane, region.y() + y - frame.y());
    }
  }

  /** The pixels of the region asked for. */
  private static final class PixelReader implements ArgbRows {
    private final GifFrameRows rows;
    private final GifFrame frame;
    private final int planes;
    private final DecodeRequest region;
    private final int[] table;

    PixelReader(GifFrameRows rows, GifFrame frame, int planes, DecodeRequest region) {
      this.rows = rows;
      this.frame = frame;
      this.planes = planes;
      this.region = region;
      table = frame.pixelTable();
    }

    @Override
    public void read(int y, int[] argb) {
      int frameY = region.y() + y - frame.y();
      int shift = region.x() - frame.x();
      int from = Math.max(0, -shift);
      int to = Math.min(region.width(), rows.arrived(frameY) - shift);
      Arrays.fill(argb, 0, region.width(), 0);
      if (from < to) {
        byte[] row = rows.row(frameY);
        for (int x = from; x < to; x++) {
          argb[x] = table[row[x + shift] & 0xFF];
        }
      }
      for (int plane = 0; plane < planes; plane++) {
        rows.release(plane, frameY + 1);
      }
    }
  }
}
