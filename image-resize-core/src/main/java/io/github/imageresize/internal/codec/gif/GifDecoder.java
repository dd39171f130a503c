package io.github.imageresize.internal.codec.gif;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import io.github.imageresize.codec.SourceFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the first frame of a GIF onto its screen, which is transparent where the frame does not
 * reach and where its data end early. Rows are decoded when they are asked for, unless the frame is
 * interlaced.
 */
public final class GifDecoder implements ImageDecoder {
  private static final int LZW_MEMORY = 32 << 10;

  private final byte[] gif;
  private final GifFile file;
  private final @Nullable GifFrame frame;

  private GifDecoder(byte[] gif) {
    this.gif = gif;
    file = new GifFile(gif);
    frame = file.firstFrame();
  }

  /** Reads the blocks up to the first frame, but no pixels. */
  public static GifDecoder open(byte[] gif) {
    return new GifDecoder(gif);
  }

  /** Whether there is alpha is known for certain when all pixels have been counted. */
  @Override
  public ImageHeader header() {
    return ImageHeader.builder(SourceFormat.GIF, file.width(), file.height()).alpha(true).build();
  }

  @Override
  public long memoryNeeded(DecodeRequest request) {
    long rows = frame == null ? 0 : GifFrameRows.memoryNeeded(frame, request.reductionY());
    return rows + 4L * 4 * 2 * request.width() + LZW_MEMORY;
  }

  @Override
  public PlanarImage decode(DecodeRequest request) {
    GifFrame shown = frame;
    if (shown == null) {
      return image(request, true, plane -> (y, samples) -> Arrays.fill(samples, 0));
    }
    long whole = (long) shown.width() * shown.height();
    long arrived = GifPixelCount.of(gif, shown.dataStart(), whole, request.deadline());
    boolean missing = arrived < whole;
    if (missing) {
      request.damage().found("GIF pixel data", arrived, whole, "pixels");
    }
    boolean alpha =
        missing || shown.transparentIndex() >= 0 || !shown.covers(file.width(), file.height());
    GifFrameRows rows = new GifFrameRows(gif, shown, alpha ? 4 : 3, arrived, request.deadline());
    return image(request, alpha, plane -> new PlaneReader(rows, shown, plane, request));
  }

  private PlanarImage image(
      DecodeRequest request, boolean alpha, IntFunction<SampledRows.Reader> readers) {
    List<Plane> planes = new ArrayList<>();
    for (int plane = 0; plane < (alpha ? 4 : 3); plane++) {
      SampledRows.Reader reader = readers.apply(plane);
      reader.release(0);
      SampledRows samples = new SampledRows(request.width(), request.height(), reader);
      planes.add(new Plane(samples, request.x(), request.y(), 1, 1));
    }
    return new PlanarImage(ColorModel.RGB, alpha, file.width(), file.height(), planes);
  }

  @Override
  public void close() {}

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
}
