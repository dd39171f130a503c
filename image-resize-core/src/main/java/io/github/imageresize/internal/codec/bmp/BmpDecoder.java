package io.github.imageresize.internal.codec.bmp;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import io.github.imageresize.codec.SourceFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes bitmaps of Windows and OS/2: all headers, 1 to 32 bits a pixel, any masks, run lengths.
 * Rows are read out of the file when they are asked for; nothing is held but what makes up a row.
 */
public final class BmpDecoder implements ImageDecoder {
  private final BmpHeader header;
  private final BmpPixels pixels;
  private final SourceFormat format;

  private BmpDecoder(BmpHeader header, BmpPixels pixels, SourceFormat format) {
    this.header = header;
    this.pixels = pixels;
    this.format = format;
  }

  /** Reads the headers of a file. */
  public static BmpDecoder open(byte[] file) {
    BmpHeader header = BmpHeader.ofFile(file);
    BmpPixels pixels =
        header.compression() == BmpCompression.RUN_LENGTH
            ? new RunLengthPixels(file, header)
            : StoredPixels.ofFile(file, header);
    return new BmpDecoder(header, pixels, BmpCodec.FORMAT);
  }

  /**
   * Reads the header of a bitmap in an icon. If it is run-length coded, its mask is passed over.
   *
   * @param at where the header begins
   */
  static BmpDecoder openIcon(byte[] file, int at) {
    BmpHeader header = BmpHeader.ofIcon(file, at);
    BmpPixels pixels =
        header.compression() == BmpCompression.RUN_LENGTH
            ? new RunLengthPixels(file, header)
            : StoredPixels.ofIcon(file, header);
    return new BmpDecoder(header, pixels, BmpCodec.ICON);
  }

  @Override
  public ImageHeader header() {
    return ImageHeader.builder(format, header.width(), header.height())
        .alpha(pixels.hasAlpha())
        .iccProfile(header.iccProfile())
        .build();
  }

  @Override
  public long memoryNeeded(DecodeRequest request) {
    long floats = 4L * request.width() * 4 * 2;
    return pixels.memoryNeeded(request) + floats + (4 << 10);
  }

  @Override
  public PlanarImage decode(DecodeRequest request) {
    if (pixels.arrivedRows() < header.height()) {
      request.damage().found(format + " pixel data", pixels.arrivedRows(), header.height(), "rows");
    }
    boolean alpha = pixels.hasAlpha();
    int count = alpha ? 4 : 3;
    BmpPixels.Planes rows = pixels.open(count);
    List<Plane> planes = new ArrayList<>();
    for (int plane = 0; plane < count; plane++) {
      SampledRows samples =
          new SampledRows(request.width(), request.height(), rows.reader(plane, request));
      planes.add(new Plane(samples, request.x(), request.y(), 1, 1));
    }
    return new PlanarImage(ColorModel.RGB, alpha, header.width(), header.height(), planes);
  }

  @Override
  public void close() {
    // Everything is on the heap.
  }
}
