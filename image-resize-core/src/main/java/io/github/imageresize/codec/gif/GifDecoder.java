package io.github.imageresize.codec.gif;

import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.DecodedRows;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.Orientation;
import io.github.imageresize.codec.SourceFormat;
import io.github.imageresize.raster.ColorModel;
import io.github.imageresize.raster.PlanarImage;
import io.github.imageresize.raster.Plane;
import io.github.imageresize.raster.SampledRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes the first frame of a GIF onto its screen, which is transparent where the frame does not
 * reach. Rows are decoded when they are asked for, unless the frame is interlaced.
 */
public final class GifDecoder implements ImageDecoder {
  private static final int[] INTERLACE_FIRST = {0, 4, 2, 1};
  private static final int[] INTERLACE_STEP = {8, 8, 4, 2};
  private static final int LZW_MEMORY = 32 << 10;

  /** The frame's rows of colour indices. */
  private interface IndexRows {
    byte[] row(int y);

    void release(int plane, int y);
  }

  private final byte[] gif;
  private final GifFile file;
  private final GifFrame frame;
  private final boolean alpha;

  private GifDecoder(byte[] gif) {
    this.gif = gif;
    file = new GifFile(gif);
    frame = file.firstFrame();
    alpha = frame.transparentIndex() >= 0 || !frame.covers(file.width(), file.height());
  }

  /** Reads the blocks, but no pixels. */
  public static GifDecoder open(byte[] gif) {
    return new GifDecoder(gif);
  }

  @Override
  public ImageHeader header() {
    return new ImageHeader(
        SourceFormat.GIF,
        file.width(),
        file.height(),
        file.frames(),
        Orientation.UPRIGHT,
        alpha,
        null,
        null,
        null);
  }

  @Override
  public long memoryNeeded(DecodeRequest request) {
    double streamed = 8 * Math.max(1, request.reductionY()) + 8;
    double rows = frame.interlaced() ? frame.height() : Math.min(frame.height(), streamed);
    return (long) (rows * frame.width()) + 4L * 4 * 2 * request.width() + LZW_MEMORY;
  }

  @Override
  public PlanarImage decode(DecodeRequest request) {
    IndexRows rows = frame.interlaced() ? interlacedRows() : streamedRows();
    List<Plane> planes = new ArrayList<>();
    for (int plane = 0; plane < (alpha ? 4 : 3); plane++) {
      SampledRows.Reader reader = new PlaneReader(rows, frame, plane, request);
      reader.release(0);
      SampledRows samples = new SampledRows(request.width(), request.height(), reader);
      planes.add(new Plane(samples, request.x(), request.y(), 1, 1));
    }
    return new PlanarImage(ColorModel.RGB, alpha, file.width(), file.height(), planes);
  }

  private IndexRows streamedRows() {
    GifPixels pixels = new GifPixels(gif, frame.dataStart());
    DecodedRows rows =
        new DecodedRows(frame.width(), alpha ? 4 : 3, (row, previous) -> pixels.read(row));
    return new IndexRows() {
      @Override
      public byte[] row(int y) {
        return rows.row(y);
      }

      @Override
      public void release(int plane, int y) {
        rows.release(plane, y);
      }
    };
  }

  private IndexRows interlacedRows() {
    GifPixels pixels = new GifPixels(gif, frame.dataStart());
    byte[][] rows = new byte[frame.height()][];
    for (int pass = 0; pass < 4; pass++) {
      for (int y = INTERLACE_FIRST[pass]; y < rows.length; y += INTERLACE_STEP[pass]) {
        rows[y] = new byte[frame.width()]; // not before the file has shown that it has the data
        pixels.read(rows[y]);
      }
    }
    return new IndexRows() {
      @Override
      public byte[] row(int y) {
        return rows[y];
      }

      @Override
      public void release(int plane, int y) {}
    };
  }

  @Override
  public void close() {}

  /** One plane of the region asked for. */
  private static final class PlaneReader implements SampledRows.Reader {
    private final IndexRows rows;
    private final GifFrame frame;
    private final int plane;
    private final DecodeRequest region;
    private final float[] table;

    PlaneReader(IndexRows rows, GifFrame frame, int plane, DecodeRequest region) {
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
      int to = Math.min(samples.length, frame.width() - shift);
      if (frameY < 0 || frameY >= frame.height() || from >= to) {
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
}
