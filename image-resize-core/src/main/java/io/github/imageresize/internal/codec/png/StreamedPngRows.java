package io.github.imageresize.internal.codec.png;

import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.SampledRows;
import io.github.imageresize.internal.codec.DecodedRows;
import io.github.imageresize.internal.deflate.InflatedStream;
import java.util.Arrays;

/** Rows of a picture that is not interlaced, decoded when a plane asks for them. */
final class StreamedPngRows {
  private final PngLayout layout;
  private final PngPixelData data;
  private final InflatedStream stream;
  private final DecodeRequest request;
  private final DecodedRows rows;
  private final int rowBytes;

  /** Rows that were read, good or not. */
  private int read;

  /** Rows that arrived, all of them at the top. */
  private int arrived;

  StreamedPngRows(PngLayout layout, PngPixelData data, DecodeRequest request, int planes) {
    this.layout = layout;
    this.data = data;
    this.request = request;
    rowBytes = (int) layout.rowBytes(layout.width());
    stream = data.open(rowBytes + 1);
    rows = new DecodedRows(rowBytes, planes, this::next);
  }

  private void next(byte[] row, byte[] previous) {
    request.deadline().check();
    if (read++ > arrived) {
      return;
    }
    int at = stream.read(rowBytes + 1, request.deadline());
    if (at >= 0
        && PngFilter.undo(stream.array(), at, row, previous, rowBytes, layout.filterDistance())) {
      arrived++;
    } else {
      request.damage().found("PNG pixel data", arrived, layout.height(), "rows");
    }
    if (arrived == layout.height() && !data.isIntact()) {
      request.damage().found("PNG checksums", arrived, arrived, "rows");
    }
  }

  /**
   * One plane of the region asked for.
   *
   * @param missing the samples of rows that did not arrive
   */
  SampledRows.Reader reader(int plane, PngSamples.Converter converter, float missing) {
    rows.release(plane, request.y());
    return new SampledRows.Reader() {
      @Override
      public void read(int y, float[] samples) {
        byte[] row = rows.row(request.y() + y);
        if (request.y() + y < arrived) {
          converter.convert(row, request.x(), samples);
        } else {
          Arrays.fill(samples, missing);
        }
      }

      @Override
      public void release(int y) {
        rows.release(plane, request.y() + y);
      }
    };
  }
}
