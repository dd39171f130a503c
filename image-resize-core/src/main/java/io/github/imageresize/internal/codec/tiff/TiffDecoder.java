package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.codec.ColorModel;
import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.IccProfile;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.codec.Plane;
import io.github.imageresize.codec.SampledRows;
import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.DecodedRows;
import io.github.imageresize.internal.codec.ExifTags;
import io.github.imageresize.internal.codec.TiffDirectory;
import io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder;
import io.github.imageresize.internal.codec.lzw.LzwDecoder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.spi.ImageReaderSpi;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the first picture of a TIFF or BigTIFF: grey, palette, RGB, YCbCr, CMYK and L*a*b* of any
 * depth, in strips or tiles, together or in planes, uncompressed or by LZW, Deflate, PackBits or
 * JPEG. Rows are decoded when they are asked for.
 */
public final class TiffDecoder implements ImageDecoder {
  private static final int LARGEST_PROFILE = 4 << 20;
  private static final int LARGEST_TABLES = 64 << 10;
  private static final int DEFLATE_MEMORY = 64 << 10;

  private final byte[] file;
  private final TiffLayout layout;
  private final ImageHeader header;
  private final ByteOrder order;
  private final @Nullable IccProfile profile;
  private final TiffPalette palette;
  private final JpegStreams streams;

  /** What a JPEG stream takes; 0 where there are none. */
  private final long streamMemory;

  private final long longestChunk;
  private final List<ChunkRows> opened = new ArrayList<>();

  private TiffDecoder(byte[] file, TiffDirectory directory, TiffLayout layout) {
    this.file = file;
    this.layout = layout;
    order = directory.order();
    profile = profile(directory);
    palette = new TiffPalette(directory.numbers(Tag.COLOR_MAP));
    streams =
        new JpegStreams(
            directory.bytes(Tag.JPEG_TABLES, LARGEST_TABLES).orElse(new byte[0]), layout);
    boolean jpeg = layout.compression() == Compression.JPEG;
    longestChunk = jpeg || layout.reversed() ? longestChunk() : 0;
    streamMemory = jpeg ? streamMemory() : 0;
    header = header(directory);
  }

  /**
   * Reads the first directory.
   *
   * @param plugin decodes what is left to it
   */
  public static ImageDecoder open(byte[] file, ImageReaderSpi plugin) {
    TiffDirectory directory =
        TiffDirectory.first(file)
            .orElseThrow(() -> BadImage.corrupt("TIFF has no image file directory"));
    TiffLayout layout = TiffLayout.read(directory);
    return PluginTiff.isFor(file, directory, layout)
        ? PluginTiff.open(file, directory, layout, plugin)
        : new TiffDecoder(file, directory, layout);
  }

  private static @Nullable IccProfile profile(TiffDirectory directory) {
    return directory.count(Tag.ICC_PROFILE) > LARGEST_PROFILE
        ? null
        : directory.bytes(Tag.ICC_PROFILE, LARGEST_PROFILE).map(IccProfile::wrap).orElse(null);
  }

  private ImageHeader header(TiffDirectory directory) {
    ExifTags exif = ExifTags.of(directory);
    return ImageHeader.builder(TiffCodec.FORMAT, layout.width(), layout.height())
        .orientation(exif.orientation())
        .alpha(layout.alpha() >= 0)
        .iccProfile(layout.photometric().isConverted() ? null : profile)
        .copyright(exif.copyright())
        .artist(exif.artist())
        .build();
  }

  private long longestChunk() {
    long longest = 0;
    int count =
        layout.chunks().index(layout.planes() - 1, layout.chunks().rows() - 1, 0)
            + layout.chunks().columns();
    for (int i = 0; i < count && layout.chunks().offset(i) >= 0; i++) {
      long length = layout.chunks().length(i);
      long room = Math.max(0, file.length - layout.chunks().offset(i));
      longest = Math.max(longest, length == 0 ? room : Math.min(room, length));
    }
    return longest;
  }

  /** Streams are taken to be like the first; any that needs more is refused when it comes. */
  private long streamMemory() {
    long from = Math.max(0, Math.min(layout.chunks().offset(0), file.length));
    JpegDecoder first =
        JpegDecoder.open(streams.beginning(new Chunk(file, (int) from, file.length)));
    streams.checkSize(first.header().width(), first.header().height());
    return first.memoryNeeded(DecodeRequest.whole(first.header()));
  }

  @Override
  public ImageHeader header() {
    return header;
  }

  @Override
  public long memoryNeeded(DecodeRequest request) {
    RowLayout row = rowLayout(request);
    long width = request.width();
    long heldRow = layout.photometric().isConverted() ? width * (3 + 1) : row.length();
    double heldRows = Math.min(layout.height(), 8 * Math.max(1, request.reductionY()) + 8) + 4;
    long scratch = (long) row.length() * 2 + width * 4 * (layout.photometric().samples() + 2);
    long floats = 4L * width * 4 * 2;
    long decompressors = row.endColumn() - row.firstColumn() == 1 ? layout.planes() : 1;
    return (long) (heldRows * heldRow)
        + ChunkRows.bandBytes(layout, row)
        + scratch
        + floats
        + decompressors * decompressorMemory()
        + palette.memoryNeeded(layout)
        + (24 << 10);
  }

  private long decompressorMemory() {
    long own =
        switch (layout.compression()) {
          case LZW -> LzwDecoder.MEMORY;
          case DEFLATE -> DEFLATE_MEMORY;
          case JPEG ->
              streamMemory
                  + streams.length(longestChunk)
                  + layout.chunks().width() * layout.samples();
          default -> 1 << 10;
        };
    long reversed = layout.reversed() ? longestChunk : 0;
    long subsampled =
        layout.chromaWidth() * layout.chromaHeight() > 1
            ? SubsampledPixels.memoryNeeded(
                layout.chromaWidth(), layout.chromaHeight(), layout.chunks().width())
            : 0;
    return own + reversed + subsampled;
  }

  private RowLayout rowLayout(DecodeRequest request) {
    return new RowLayout(layout, request.x(), request.x() + request.width());
  }

  @Override
  public PlanarImage decode(DecodeRequest request) {
    RowLayout row = rowLayout(request);
    if (row.length() == Integer.MAX_VALUE || ChunkRows.bandBytes(layout, row) > 1 << 30) {
      throw BadImage.unsupported("TIFF rows, and those of tiles, must be shorter than 1 GiB");
    }
    ChunkRows chunks =
        new ChunkRows(
            file, layout, row, request, Predictor.of(layout, order), () -> decompressor(request));
    opened.add(chunks);
    PixelPlanes pixels = new PixelPlanes(layout, row, order, palette);
    if (layout.photometric().isConverted()) {
      pixels.convert(conversion(), request);
    }
    DecodedRows rows =
        new DecodedRows(
            pixels.rowBytes(), pixels.count(), (out, previous) -> pixels.nextRow(chunks, out));
    List<Plane> planes = new ArrayList<>();
    for (int plane = 0; plane < pixels.count(); plane++) {
      SampledRows.Reader reader = pixels.reader(plane, rows, request);
      SampledRows samples = new SampledRows(request.width(), request.height(), reader);
      planes.add(new Plane(samples, request.x(), request.y(), 1, 1));
    }
    return new PlanarImage(
        colorModel(), layout.alpha() >= 0, layout.width(), layout.height(), planes);
  }

  private ColorModel colorModel() {
    if (layout.isGrey()) {
      return ColorModel.GREY;
    }
    return layout.photometric() == Photometric.YCBCR ? ColorModel.YCBCR : ColorModel.RGB;
  }

  private ColorConversion conversion() {
    boolean wide = layout.depths().get(0) > 8;
    return switch (layout.photometric()) {
      case CIE_LAB -> new LabConversion(true, wide);
      case ICC_LAB -> new LabConversion(false, wide);
      default -> new CmykConversion(profile);
    };
  }

  private Decompressor decompressor(DecodeRequest request) {
    Decompressor decompressor =
        switch (layout.compression()) {
          case NONE -> new StoredBytes();
          case LZW -> new Lzw();
          case DEFLATE -> new Deflate(request.deadline());
          case PACK_BITS -> new PackBits();
          case JPEG -> new EmbeddedJpeg(streams, request, streamMemory);
          default -> throw new IllegalStateException("left to the plug-in");
        };
    if (layout.reversed() && layout.compression() != Compression.JPEG) {
      decompressor = new ReversedBits(decompressor);
    }
    return layout.chromaWidth() * layout.chromaHeight() > 1
        ? new SubsampledPixels(
            decompressor,
            layout.chromaWidth(),
            layout.chromaHeight(),
            (int) layout.chunks().width())
        : decompressor;
  }

  @Override
  public void close() {
    opened.forEach(ChunkRows::close);
  }
}
