package io.github.imageresize.internal.codec.bmp;

import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.DecodedScale;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.PlanarImage;
import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.png.PngDecoder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the best picture of an icon or cursor of Windows: the largest, and of those the deepest.
 * Each is a bitmap without its file header, or a PNG.
 */
public final class IconDecoder implements ImageDecoder {
  private static final int DIRECTORY = 6;
  private static final int ENTRY = 16;

  /** Icons are at most 256 pixels a side by the directory, 1024 in practice. */
  private static final int LARGEST_PNG = 4 << 20;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private final ImageDecoder png;

  private IconDecoder(ImageDecoder png) {
    this.png = png;
  }

  /** Reads the directory and the header of its best picture. */
  public static ImageDecoder open(byte[] icon) {
    Entry best = best(icon);
    if (!best.png()) {
      return BmpDecoder.openIcon(icon, best.from());
    }
    if (best.length() > LARGEST_PNG) {
      throw BadImage.unsupported(
          "A PNG in an icon may have %d bytes, but has %d".formatted(LARGEST_PNG, best.length()));
    }
    byte[] file = Arrays.copyOfRange(icon, best.from(), best.from() + best.length());
    return new IconDecoder(PngDecoder.open(file));
  }

  private static Entry best(byte[] icon) {
    LittleEndian numbers = new LittleEndian(icon);
    int count = Math.min(numbers.int16(4), (icon.length - DIRECTORY) / ENTRY);
    Entry best = null;
    for (int i = 0; i < count; i++) {
      Entry entry = Entry.read(numbers, DIRECTORY + i * ENTRY);
      if (entry != null && (best == null || entry.isBetterThan(best))) {
        best = entry;
      }
    }
    if (best == null) {
      throw BadImage.corrupt("ICO has none of the pictures that its directory names");
    }
    return best;
  }

  /**
   * A picture of the directory, as its own header describes it: the directory's numbers are wrong
   * at times.
   */
  private record Entry(int from, int length, boolean png, long width, long height, int depth) {

    static @Nullable Entry read(LittleEndian numbers, int at) {
      long from = numbers.unsigned32(at + 12);
      byte[] icon = numbers.bytes();
      if (from + 40 > icon.length) {
        return null;
      }
      int start = (int) from;
      int length = (int) Math.min(numbers.unsigned32(at + 8), icon.length - from);
      boolean png = Arrays.equals(icon, start, start + PNG.length, PNG, 0, PNG.length);
      if (png) {
        long width = Integer.toUnsignedLong(Integer.reverseBytes(numbers.int32(start + 16)));
        long height = Integer.toUnsignedLong(Integer.reverseBytes(numbers.int32(start + 20)));
        return new Entry(start, length, true, width, height, 32);
      }
      int depth = numbers.int16(start + (numbers.int32(start) == 12 ? 10 : 14));
      long width = numbers.int8(at) == 0 ? 256 : numbers.int8(at);
      long height = numbers.int8(at + 1) == 0 ? 256 : numbers.int8(at + 1);
      return new Entry(start, length, false, width, height, depth);
    }

    boolean isBetterThan(Entry other) {
      long area = width * height;
      long otherArea = other.width * other.height;
      return area > otherArea || (area == otherArea && depth > other.depth);
    }
  }

  @Override
  public ImageHeader header() {
    ImageHeader header = png.header();
    return header.toBuilder(BmpCodec.ICON).frames(1).build();
  }

  /** Beside what the PNG needs, its bytes. */
  @Override
  public long memoryNeeded(DecodeRequest request) {
    return png.memoryNeeded(request) + LARGEST_PNG;
  }

  @Override
  public DecodedScale decodedScale(DecodeRequest request) {
    return png.decodedScale(request);
  }

  @Override
  public PlanarImage decode(DecodeRequest request) {
    return png.decode(request);
  }

  @Override
  public void close() {
    png.close();
  }
}
