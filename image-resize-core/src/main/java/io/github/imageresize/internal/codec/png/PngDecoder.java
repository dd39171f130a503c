package io.github.imageresize.internal.codec.png;

import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.deflate.InflatedStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes PNG, all colour types and depths. Rows are decoded when they are asked for, so that
 * memory grows with the width; of an interlaced picture the rows asked for are held. Of an animated
 * PNG, the first frame, or all. Of a damaged one, what arrived: what did not is transparent where
 * alpha or damaged chunks let expect it, else grey.
 */
public final class PngDecoder implements ImageDecoder {
  /** The most that a byte of deflate data can become. */
  private static final int LARGEST_EXPANSION = 1032;

  private static final int LONGEST_ROW = 2047 << 20;

  private static final float MISSING_GREY = 128;

  /** What an array of bytes takes besides them, where it is held and where it is spare. */
  private static final int ARRAY_OVERHEAD = 40;

  private final byte[] png;
  private final int fileLength;
  private final PngMetadata metadata;
  private final PngLayout layout;
  private final PngPixelData data;
  private final ImageHeader header;

  /** Whether pixels are decoded with alpha. */
  private final boolean alpha;

  private PngDecoder(byte[] png) {
    this.png = png;
    fileLength = png.length;
    PngChunks chunks = new PngChunks(png);
    metadata = PngMetadata.read(chunks);
    layout = metadata.layout();
    data = pixels(chunks);
    alpha = metadata.hasAlpha() || !data.isIntact();
    int frames = countFrames();
    header =
        metadata.header(!data.isIntact()).toBuilder(PngCodec.FORMAT)
            .frames(frames)
            .alpha(alpha || frames > 1)
            .build();
  }

  /** Of a frame of a file as a picture of its own. */
  private PngDecoder(PngDecoder file, PngLayout layout, PngPixelData data) {
    png = file.png;
    fileLength = file.fileLength;
    metadata = file.metadata;
    this.layout = layout;
    this.data = data;
    alpha = metadata.hasAlpha() || !data.isIntact();
    header =
        ImageHeader.builder(PngCodec.FORMAT, layout.width(), layout.height()).alpha(alpha).build();
  }

  private int countFrames() {
    int count = 0;
    for (PngFrames frames = frames(); frames.advance(); ) {
      count++;
    }
    return Math.max(1, count);
  }

  private PngFrames frames() {
    return new PngFrames(png, layout, metadata.claimedFrames());
  }

  /**
   * The pixels of the first frame; of the picture that decoders without animation show where that
   * is the first frame, or where the first frame is not as large.
   */
  private PngPixelData pixels(PngChunks chunks) {
    if (metadata.pixelsAreNoFrame()) {
      PngChunks frame = new PngChunks(chunks);
      while (frame.advance() && !frame.is(PngChunks.IEND)) {
        if (frame.is(PngChunks.FRAME)) {
          if (coversPicture(frame) && frame.advance() && frame.is(PngChunks.FRAME_DATA)) {
            return PngPixelData.ofFrame(frame);
          }
          break;
        }
      }
    }
    return PngPixelData.ofPicture(chunks);
  }

  /** Sides behind a sequence number, and offsets that are 0 then (clause 11.3.6.2). */
  private boolean coversPicture(PngChunks frame) {
    return frame.length() >= 20
        && frame.isIntact()
        && frame.int32(frame.start() + 4) == layout.width()
        && frame.int32(frame.start() + 8) == layout.height();
  }

  /** Reads what stands before the pixels, and whether their checksums match. */
  public static PngDecoder open(byte[] png) {
    return new PngDecoder(png);
  }

  @Override
  public ImageHeader header() {
    return header;
  }

  @Override
  public long memoryNeeded(DecodeRequest request) {
    long rowBytes = layout.rowBytes(layout.width()) + ARRAY_OVERHEAD;
    long rows =
        layout.interlaced()
            ? Adam7.memoryNeeded(layout, request)
            : rowBytes * (rowsForReduction(request.reductionY()) + 3);
    long floats = 4L * request.width() * 4 * 2;
    long profile = header.iccProfile() == null ? 0 : header.iccProfile().length();
    return rows
        + floats
        + profile
        + InflatedStream.memoryNeeded(layout.rowBytes(layout.width()) + 1);
  }

  /** Rows that planes read one after the other for a row of the result keep from each other. */
  private long rowsForReduction(double reduction) {
    return Math.min(layout.height(), (long) (8 * Math.max(1, reduction)) + 8);
  }

  @Override
  public PlanarImage decode(DecodeRequest request) {
    requireRoomForPixels();
    if (layout.rowBytes(layout.width()) > LONGEST_ROW) {
      throw BadImage.unsupported("PNG rows must be shorter than 2047 MiB");
    }
    data.examine(request.deadline());
    PngSamples samples = new PngSamples(metadata, alpha);
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

  /** A frame may be as large as the canvas. */
  @Override
  public long framesMemoryNeeded() {
    return memoryNeeded(DecodeRequest.whole(header));
  }

  @Override
  public Animation frames(DecodeRequest request) {
    if (header.frames() == 1) {
      return ImageDecoder.super.frames(request);
    }
    return new PngAnimation(
        header,
        metadata,
        frames(),
        request,
        (frameLayout, frameData) -> new PngDecoder(this, frameLayout, frameData));
  }

  private List<Plane> heldPlanes(DecodeRequest request, PngSamples samples) {
    Adam7 picture = Adam7.decode(layout, data, request);
    byte[] row = new byte[(int) layout.rowBytes(layout.width())];
    float missing = missing(samples);
    List<Plane> planes = new ArrayList<>();
    for (int plane = 0; plane < samples.planes(); plane++) {
      PngSamples.Converter converter = samples.converter(plane);
      planes.add(
          plane(
              request,
              (y, out) -> {
                if (request.y() + y < picture.visible()) {
                  picture.rows().copy(request.y() + y, row);
                  converter.convert(row, request.x(), out);
                } else {
                  Arrays.fill(out, missing);
                }
              }));
    }
    return planes;
  }

  private List<Plane> streamedPlanes(DecodeRequest request, PngSamples samples) {
    StreamedPngRows rows = new StreamedPngRows(layout, data, request, samples.planes());
    List<Plane> planes = new ArrayList<>();
    for (int plane = 0; plane < samples.planes(); plane++) {
      planes.add(plane(request, rows.reader(plane, samples.converter(plane), missing(samples))));
    }
    return planes;
  }

  /** What rows are filled with that did not arrive. */
  private static float missing(PngSamples samples) {
    return samples.hasAlpha() ? 0 : MISSING_GREY;
  }

  private static Plane plane(DecodeRequest request, SampledRows.Reader reader) {
    SampledRows rows = new SampledRows(request.width(), request.height(), reader);
    return new Plane(rows, request.x(), request.y(), 1, 1);
  }

  @Override
  public void close() {} // nothing outside the heap
}
