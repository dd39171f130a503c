package io.github.imageresize.lambda;

import io.github.imageresize.ImageSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The boxes of a file of the ISO base media format (ISO/IEC 14496-12, section 4.2), of which AVIF
 * is one, within a range of its bytes. A box that is longer than what holds it is none, nor is
 * anything behind it.
 */
final class IsoBoxes {
  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;

  private final ByteFields data;
  private final List<Box> boxes = new ArrayList<>();

  private record Box(int type, int from, int to) {}

  private IsoBoxes(ByteFields data, int from, int to) {
    this.data = data;
    int at = from;
    while (at <= to - HEADER) {
      long length = Integer.toUnsignedLong(data.bigEndian(at, 4));
      int header = HEADER;
      if (length == 1 && at <= to - LONG_HEADER && data.bigEndian(at + 8, 4) == 0) {
        length = Integer.toUnsignedLong(data.bigEndian(at + 12, 4));
        header = LONG_HEADER;
      }
      if (length < header || length > to - at) {
        break;
      }
      boxes.add(new Box(data.bigEndian(at + 4, 4), at + header, at + (int) length));
      at += (int) length;
    }
  }

  /** Those of a whole file. */
  static IsoBoxes of(ByteFields data) {
    return new IsoBoxes(data, 0, data.length());
  }

  /** Whether the media data, which encoders write last, are there to their end. */
  boolean hasMedia() {
    return boxes.stream().anyMatch(box -> box.type == type("mdat"));
  }

  /**
   * The size of a file's picture: the largest of the spatial extents of its items (ISO/IEC
   * 23008-12, 6.5.3), as tiles and thumbnails are smaller, and alpha is no larger.
   */
  Optional<ImageSize> extents() {
    return within("meta", 4)
        .flatMap(meta -> meta.within("iprp", 0))
        .flatMap(properties -> properties.within("ipco", 0))
        .flatMap(IsoBoxes::largestExtents);
  }

  private Optional<ImageSize> largestExtents() {
    return boxes.stream()
        .filter(box -> box.type == type("ispe") && box.to - box.from >= 12)
        .map(box -> sides(box.from + 4))
        .flatMap(Optional::stream)
        .max(Comparator.comparingLong(size -> (long) size.width() * size.height()));
  }

  private Optional<ImageSize> sides(int at) {
    int width = data.bigEndian(at, 4);
    int height = data.bigEndian(at + 4, 4);
    return width < 1 || height < 1 ? Optional.empty() : Optional.of(new ImageSize(width, height));
  }

  private Optional<IsoBoxes> within(String name, int skipped) {
    return boxes.stream()
        .filter(box -> box.type == type(name) && box.to - box.from >= skipped)
        .findFirst()
        .map(box -> new IsoBoxes(data, box.from + skipped, box.to));
  }

  private static int type(String name) {
    return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
  }
}
