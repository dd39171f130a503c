package io.github.imageresize.internal.codec.jpeg.decode;

import io.github.imageresize.ImageResizeException;
import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.DecodedScale;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.jpeg.JpegCodec;
import io.github.imageresize.internal.codec.jpeg.ScanHeader;
import io.github.imageresize.internal.codec.jpeg.ZigZag;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes JPEG (ITU T.81): baseline, extended sequential and progressive with Huffman coding and 8
 * bits, of one component or three. Planes come at n/8 of each component's own size, n being the
 * least of 1..8 with which nothing has to be enlarged.
 */
public final class JpegDecoder implements ImageDecoder {
  private final JpegFile file;
  private final ImageHeader header;

  private JpegDecoder(JpegFile file) {
    this.file = file;
    header = header(file);
  }

  /**
   * Whether a JPEG is of a kind that this decoder decodes, as its frame header tells; CMYK,
   * arithmetic coding, 12 bits and lossless are not.
   */
  public static boolean canDecode(JpegFile file) {
    return file.frame().unsupportedFeature().isEmpty();
  }

  /**
   * Reads the headers of a JPEG.
   *
   * @param encoded the whole file, not to be changed while it is decoded
   * @throws ImageResizeException with {@code CORRUPT_IMAGE} if the headers are damaged, {@code
   *     UNSUPPORTED_IMAGE} for kinds of JPEG that are not decoded
   */
  public static JpegDecoder open(byte[] encoded) {
    return open(JpegFile.read(encoded));
  }

  /**
   * Decodes a JPEG whose headers are read.
   *
   * @throws ImageResizeException with {@code UNSUPPORTED_IMAGE} for kinds of JPEG that are not
   *     decoded
   */
  public static JpegDecoder open(JpegFile file) {
    String unsupported = file.frame().unsupportedFeature();
    if (!unsupported.isEmpty()) {
      throw BadImage.unsupported(
          "JPEG must be sequential or progressive, of 8 bits, Huffman coded, grey or of three "
              + "components, but has "
              + unsupported);
    }
    return new JpegDecoder(file);
  }

  @Override
  public ImageHeader header() {
    return header;
  }

  private static ImageHeader header(JpegFile file) {
    return ImageHeader.builder(JpegCodec.FORMAT, file.frame().width(), file.frame().height())
        .orientation(file.exif().orientation())
        .iccProfile(file.iccProfile())
        .copyright(file.exif().copyright())
        .artist(file.exif().artist())
        .build();
  }

  @Override
  public long memoryNeeded(DecodeRequest request) {
    return MemoryEstimate.of(layout(request), !file.isSingleScan());
  }

  /**
   * The pixels of the region at n/8 of its size; and a 64th of the picture at least, as all of its
   * blocks are passed over.
   */
  @Override
  public long decodedPixels(DecodeRequest request) {
    PictureLayout layout = layout(request);
    double mcus =
        (double) (layout.endMcu() - layout.firstMcu())
            * (layout.endMcuRow() - layout.firstMcuRow());
    double largest = 0;
    for (ComponentLayout component : layout.components()) {
      double columns = component.horizontal() * component.points();
      largest = Math.max(largest, columns * component.vertical() * component.points());
    }
    long blocks = (long) header.width() * header.height() / ZigZag.LENGTH;
    return Math.max(blocks, (long) (mcus * largest));
  }

  @Override
  public DecodedScale decodedScale(DecodeRequest request) {
    PictureLayout layout = layout(request);
    int mcus = layout.endMcu() - layout.firstMcu();
    int width = 0;
    double x = 0;
    double y = 0;
    for (ComponentLayout component : layout.components()) {
      int columns = component.horizontal() * component.points();
      int rows = component.vertical() * component.points();
      width = Math.max(width, mcus * columns);
      x = Math.max(x, (double) columns / layout.mcuWidth());
      y = Math.max(y, (double) rows / layout.mcuHeight());
    }
    return new DecodedScale(width, x, y);
  }

  @Override
  public PlanarImage decode(DecodeRequest request) {
    ScanHeader scan = file.firstScan();
    if (scan == null) {
      throw BadImage.corrupt("JPEG has no scan");
    }
    PictureLayout layout = layout(request);
    List<ComponentPlane> planes =
        file.isSingleScan()
            ? new StreamedPicture(file, scan, layout, request).planes()
            : new StoredPicture(file, scan, layout, request).planes();
    List<Plane> placed = new ArrayList<>();
    double mcuWidth = layout.mcuWidth();
    double mcuHeight = layout.mcuHeight();
    for (int i = 0; i < planes.size(); i++) {
      ComponentLayout component = layout.components().get(i);
      placed.add(
          new Plane(
              planes.get(i),
              layout.firstMcu() * mcuWidth,
              layout.firstMcuRow() * mcuHeight,
              component.horizontal() * component.points() / mcuWidth,
              component.vertical() * component.points() / mcuHeight));
    }
    return new PlanarImage(
        file.colorModel(), false, file.frame().width(), file.frame().height(), placed);
  }

  private PictureLayout layout(DecodeRequest request) {
    return PictureLayout.of(file.frame(), file.colorModel() == ColorModel.YCBCR, request);
  }

  @Override
  public void close() {
    // Everything is on the heap.
  }
}
