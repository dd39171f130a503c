package io.github.imageresize.internal.codec.tiff;

import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.ExifTags;
import io.github.imageresize.internal.codec.TiffDirectory;
import io.github.imageresize.internal.codec.imageio.ImageIoDecoder;
import io.github.imageresize.internal.codec.imageio.JoinedBytes;
import io.github.imageresize.internal.codec.jpeg.decode.JpegDecoder;
import io.github.imageresize.internal.codec.jpeg.decode.JpegFile;
import java.util.List;
import javax.imageio.spi.ImageReaderSpi;

/**
 * Pictures that are left to an ImageIO plug-in: fax codes, old-style JPEG, and JPEG in kinds that
 * this library does not decode itself. The plug-in gets a file whose only directory has nothing but
 * what was checked, before the bytes of the original.
 */
final class PluginTiff {
  private static final List<Integer> SMALL_ENTRIES =
      List.of(
          Tag.WIDTH,
          Tag.HEIGHT,
          Tag.BITS_PER_SAMPLE,
          Tag.COMPRESSION,
          Tag.PHOTOMETRIC,
          Tag.FILL_ORDER,
          Tag.SAMPLES_PER_PIXEL,
          Tag.PLANAR_CONFIGURATION,
          Tag.T4_OPTIONS,
          Tag.T6_OPTIONS,
          Tag.INK_SET,
          Tag.EXTRA_SAMPLES,
          Tag.JPEG_PROC,
          Tag.JPEG_INTERCHANGE,
          Tag.JPEG_INTERCHANGE_LENGTH,
          Tag.JPEG_RESTART_INTERVAL,
          Tag.JPEG_Q_TABLES,
          Tag.JPEG_DC_TABLES,
          Tag.JPEG_AC_TABLES,
          Tag.YCBCR_SUBSAMPLING);

  private static final int LARGEST_TABLES = 64 << 10;

  /** Rows of padding of a strip or tile that are usual. */
  private static final long MOST_PADDING = 1024;

  private PluginTiff() {}

  /** Whether a picture is of a kind that is left to the plug-in. */
  static boolean isFor(byte[] file, TiffDirectory directory, TiffLayout layout) {
    return switch (layout.compression()) {
      case FAX, OLD_JPEG -> true;
      case JPEG -> {
        JpegStreams streams = new JpegStreams(tables(directory), layout);
        long from = Math.max(0, Math.min(layout.chunks().offset(0), file.length));
        Chunk first = new Chunk(file, (int) from, file.length);
        boolean eightBits = layout.depths().stream().allMatch(depth -> depth == 8);
        yield !eightBits || !JpegDecoder.canDecode(JpegFile.read(streams.beginning(first)));
      }
      default -> false;
    };
  }

  private static byte[] tables(TiffDirectory directory) {
    return directory.bytes(Tag.JPEG_TABLES, LARGEST_TABLES).orElse(new byte[0]);
  }

  static ImageDecoder open(
      byte[] file, TiffDirectory directory, TiffLayout layout, ImageReaderSpi plugin) {
    ChunkGrid chunks = layout.chunks();
    boolean fax = layout.compression() == Compression.FAX;
    if (fax && (layout.samples() != 1 || layout.depths().get(0) != 1)) {
      throw BadImage.corrupt("TIFF of fax coding must have 1 bit a pixel");
    }
    if (chunks.width() > layout.width() + MOST_PADDING
        || chunks.height() > layout.height() + MOST_PADDING) {
      throw BadImage.corrupt(
          "TIFF has tiles of %dx%d pixels in a picture of %dx%d"
              .formatted(chunks.width(), chunks.height(), layout.width(), layout.height()));
    }
    int count = chunks.index(layout.planes() - 1, chunks.rows() - 1, 0) + chunks.columns();
    if (chunks.offset(count - 1) < 0) {
      throw BadImage.corrupt("TIFF does not tell where all of its %d tiles are".formatted(count));
    }
    if (!fax) {
      checkStreams(file, directory, layout, count);
    }
    byte[] header = DirectoryWriter.header(directory.order(), file.length);
    byte[] tail = directory(file, directory, layout, count);
    double pixelBytes = layout.pixelBits(0) / 8.0 * layout.planes();
    // A strip or tile is held compressed, decompressed and as pixels; faxes as runs as well.
    double chunkMemory = 4 * pixelBytes * chunks.width() * chunks.height();
    return ImageIoDecoder.open(
        TiffCodec.FORMAT,
        new JoinedBytes(header, file, tail),
        plugin,
        ExifTags.of(directory),
        (long) chunkMemory + 2L * tail.length,
        fax ? 2 * pixelBytes : pixelBytes + 12);
  }

  /** No stream may be of a larger picture than its strip or tile, whatever it takes to decode. */
  private static void checkStreams(
      byte[] file, TiffDirectory directory, TiffLayout layout, int count) {
    ChunkGrid chunks = layout.chunks();
    long from = directory.number(Tag.JPEG_INTERCHANGE).orElse(-1);
    if (layout.compression() == Compression.OLD_JPEG && from >= 0) {
      JpegFrameSize.check(file, from, file.length, layout.width(), layout.height());
    }
    for (int i = 0; i < count; i++) {
      long end = chunks.length(i) > 0 ? chunks.offset(i) + chunks.length(i) : file.length;
      JpegFrameSize.check(file, chunks.offset(i), end, chunks.width(), chunks.height());
    }
  }

  private static byte[] directory(
      byte[] file, TiffDirectory directory, TiffLayout layout, int count) {
    ChunkGrid chunks = layout.chunks();
    DirectoryWriter writer = new DirectoryWriter(directory.order(), file.length);
    for (int tag : SMALL_ENTRIES) {
      TiffDirectory.Numbers numbers = directory.numbers(tag);
      int most = (int) Math.min(numbers.count(), layout.samples());
      long[] values =
          new long[tag == Tag.YCBCR_SUBSAMPLING ? (int) Math.min(2, numbers.count()) : most];
      for (int i = 0; i < values.length; i++) {
        values[i] = numbers.get(i);
      }
      writer.put(tag, values);
    }
    long[] offsets = new long[count];
    long[] lengths = new long[count];
    for (int i = 0; i < count; i++) {
      offsets[i] = Math.min(chunks.offset(i), file.length);
      long room = file.length - offsets[i];
      lengths[i] = chunks.length(i) == 0 ? room : Math.min(room, chunks.length(i));
    }
    if (chunks.tiled()) {
      writer.put(Tag.TILE_WIDTH, chunks.width());
      writer.put(Tag.TILE_HEIGHT, chunks.height());
    } else {
      writer.put(Tag.ROWS_PER_STRIP, chunks.height());
    }
    writer.put(chunks.tiled() ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS, offsets);
    writer.put(chunks.tiled() ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS, lengths);
    writer.putBytes(Tag.JPEG_TABLES, tables(directory));
    return writer.bytes();
  }
}
