package io.github.imageresize.codec.png;

import io.github.imageresize.codec.BadImage;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.DecodedRows;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.raster.ColorModel;
import io.github.imageresize.raster.PlanarImage;
import io.github.imageresize.raster.Plane;
import io.github.imageresize.raster.SampledRows;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes PNG, all colour types and depths. Rows are decoded when they are asked for, so that
 * memory grows with the width; an interlaced picture is held whole. Of an animated PNG, the picture
 * that decoders without animation show.
 */
public final class PngDecoder implements ImageDecoder {
  /** The most that a byte of deflate data can become. */
  private static final int LARGEST_EXPANSION = 1032;

  private static final int INFLATER_MEMORY = 64 << 10;

  private final int fileLength;
  private final PngMetadata metadata;
  private final PngLayout layout;
  private final PngPixelData data;

  private PngDecoder(byte[] png) {
    fileLength = png.length;
    PngChunks chunks = new PngChunks(png);
    metadata = PngMetadata.read(chunks);
    layout = metadata.layout();
    data = new PngPixelData(png, chunks);
  }

  /** Reads what stands before the pixels. */
  public static PngDecoder open(byte[] png) {
    return new PngDecoder(png);
  }

  @Override
  public ImageHeader header() {
    return metadata.header();
  }

  @Override
  public long memoryNeeded(DecodeRequest request) {
    long rowBytes = layout.rowBytes(layout.width());
    long heldRows = layout.interlaced() ? layout.height() : rowsForReduction(request.reductionY());
    long floats = 4L * request.width() * 4 * 2;
    return rowBytes * (heldRows + 4) + floats + INFLATER_MEMORY;
  }

  /** Rows that planes read one after the other for a row of the result keep from each other. */
  private long rowsForReduction(double reduction) {
    return Math.min(layout.height(), (long) (8 * Math.max(1, reduction)) + 8);
  }

  @Override
  public PlanarImage decode(DecodeRequest request) {
    requireRoomForPixels();
    if (layout.rowBytes(layout.width()) > Integer.MAX_VALUE - 16) {
      throw BadImage.unsupported("PNG rows must be shorter than 2 GiB");
    }
    PngSamples samples = new PngSamples(metadata);
    List<Plane> planes =
        layout.interlaced() ? heldPlanes(request, samples) : streamedPlanes(request, samples);
    ColorModel model = layout.isGrey() ? ColorModel.GREY : ColorModel.RGB;
    return new PlanarImage(model, samples.hasAlpha(), layout.width(), layout.height(), planes);
  }

  /**
   * Not asked at once, so that what claims more than is allowed is told so, not that it is broken.
   */
  private void requireRoomForPixels() {
    double claimed = (double) layout.rowBytes(layout.width()) * layout.height();
    if (claimed > (double) fileLength * LARGEST_EXPANSION) {
      throw BadImage.corrupt(
          "PNG claims %dx%d pixels, but has %d bytes"
              .formatted(layout.width(), layout.height(), fileLength));
    }
  }

  private List<Plane> heldPlanes(DecodeRequest request, PngSamples samples) {
    byte[][] rows = Adam7.decode(layout, data);
    List<Plane> planes = new ArrayList<>();
    for (int plane = 0; plane < samples.planes(); plane++) {
      PngSamples.Converter converter = samples.converter(plane);
      planes.add(
          plane(request, (y, out) -> converter.convert(rows[request.y() + y], request.x(), out)));
    }
    return planes;
  }

  private List<Plane> streamedPlanes(DecodeRequest request, PngSamples samples) {
    int rowBytes = (int) layout.rowBytes(layout.width());
    byte[] filtered = new byte[rowBytes + 1];
    DecodedRows rows =
        new DecodedRows(
            rowBytes,
            samples.planes(),
            (row, previous) -> {
              data.read(filtered, rowBytes + 1);
              PngFilter.undo(filtered, row, previous, rowBytes, layout.filterDistance());
            });
    List<Plane> planes = new ArrayList<>();
    for (int plane = 0; plane < samples.planes(); plane++) {
      planes.add(
          plane(request, new StreamedReader(rows, plane, samples.converter(plane), request)));
    }
    return planes;
  }

  private static Plane plane(DecodeRequest request, SampledRows.Reader reader) {
    SampledRows rows = new SampledRows(request.width(), request.height(), reader);
    return new Plane(rows, request.x(), request.y(), 1, 1);
  }

  @Override
  public void close() {
    data.close();
  }

  /** One plane of the region asked for, out of rows that planes share. */
  private static final class StreamedReader implements SampledRows.Reader {
    private final DecodedRows rows;
    private final int plane;
    private final PngSamples.Converter converter;
    private final DecodeRequest region;

    StreamedReader(
        DecodedRows rows, int plane, PngSamples.Converter converter, DecodeRequest region) {
      this.rows = rows;
      this.plane = plane;
      this.converter = converter;
      this.region = region;
      rows.release(plane, region.y());
    }

    @Override
    public void read(int y, float[] samples) {
      converter.convert(rows.row(region.y() + y), region.x(), samples);
    }

    @Override
    public void release(int y) {
      rows.release(plane, region.y() + y);
    }
  }
}
