package io.github.imageresize.lambda;

import io.github.imageresize.ImageFormat;
import java.util.zip.CRC32;

/**
 * Whether an encoded image is there to its end. Walks segments, chunks and blocks and decodes no
 * pixel, so that it costs next to nothing beside the call that brought the bytes; bytes after the
 * end are no matter.
 */
final class EncodedImageEnd {
  private static final int PNG_SIGNATURE = 8;
  private static final int PNG_CHUNK_OVERHEAD = 12;
  private static final int RIFF_HEADER = 12;
  private static final int GIF_SCREEN = 13;

  private EncodedImageEnd() {}

  /** Whether the end of a format can be seen; that of JPEG XL, say, is known to a decoder alone. */
  static boolean isSeen(ImageFormat format) {
    return switch (format) {
      case JPEG, PNG, GIF, WEBP, AVIF -> true;
      default -> false;
    };
  }

  /** Whether the bytes, which begin as an image of this format, reach that image's end. */
  static boolean isReached(ImageFormat format, byte[] bytes) {
    ByteFields data = new ByteFields(bytes);
    return switch (format) {
      case JPEG -> jpeg(data);
      case PNG -> png(data, bytes);
      case GIF -> gif(data);
      case WEBP -> webp(data);
      case AVIF -> IsoBoxes.of(data).hasMedia();
      default -> false;
    };
  }

  /** ITU T.81, B.1.1 and B.2.1: at least one scan, and the end of image after the last. */
  private static boolean jpeg(ByteFields data) {
    boolean scanned = false;
    int at = 2;
    while (data.at(at) == 0xFF) {
      int marker = data.at(at + 1);
      if (marker == 0xFF) {
        at++;
      } else if (marker == 0xD9) {
        return scanned;
      } else {
        int length = data.bigEndian(at + 2, 2);
        if (length < 2) {
          return false;
        }
        at += 2 + length;
        if (marker == 0xDA) {
          scanned = true;
          at = endOfScan(data, at);
        }
      }
    }
    return false;
  }

  /** Where the next marker is that neither is a stuffed byte nor restarts the scan. */
  private static int endOfScan(ByteFields data, int start) {
    int at = start;
    while (at + 1 < data.length()) {
      int next = data.at(at + 1);
      boolean stuffedOrRestart = next == 0x00 || (next >= 0xD0 && next <= 0xD7);
      if (data.at(at) == 0xFF && !stuffedOrRestart && next != 0xFF) {
        return at;
      }
      at++;
    }
    return data.length();
  }

  /** PNG, section 5: every chunk with its checksum, image data among them, up to IEND. */
  private static boolean png(ByteFields data, byte[] bytes) {
    boolean hasData = false;
    long at = PNG_SIGNATURE;
    while (at + PNG_CHUNK_OVERHEAD <= data.length()) {
      int start = (int) at;
      int length = data.bigEndian(start, 4);
      if (length < 0 || length > data.length() - start - PNG_CHUNK_OVERHEAD) {
        return false;
      }
      CRC32 checksum = new CRC32();
      checksum.update(bytes, start + 4, length + 4);
      if ((int) checksum.getValue() != data.bigEndian(start + 8 + length, 4)) {
        return false;
      }
      if (data.begins(start + 4, 'I', 'E', 'N', 'D')) {
        return hasData;
      }
      hasData |= data.begins(start + 4, 'I', 'D', 'A', 'T');
      at += PNG_CHUNK_OVERHEAD + (long) length;
    }
    return false;
  }

  /** RFC 9649, section 2.3 and 2.4: chunks of even length that fill the file, a picture in them. */
  private static boolean webp(ByteFields data) {
    long end = 8 + Integer.toUnsignedLong(data.littleEndian(4, 4));
    if (end > data.length()) {
      return false;
    }
    boolean hasPicture = false;
    long at = RIFF_HEADER;
    while (at + 8 <= end) {
      int start = (int) at;
      long length = Integer.toUnsignedLong(data.littleEndian(start + 4, 4));
      hasPicture |=
          data.begins(start, 'V', 'P', '8', ' ')
              || data.begins(start, 'V', 'P', '8', 'L')
              || data.begins(start, 'A', 'N', 'M', 'F');
      at += 8 + length + (length & 1);
    }
    return hasPicture && at == end;
  }

  /** GIF89a, appendix B: blocks up to the trailer, a picture among them. */
  private static boolean gif(ByteFields data) {
    boolean hasPicture = false;
    int at = GIF_SCREEN + colorTable(data.at(GIF_SCREEN - 3));
    while (at < data.length()) {
      switch (data.at(at)) {
        case 0x3B -> {
          return hasPicture;
        }
        case 0x21 -> at = endOfSubBlocks(data, at + 2);
        case 0x2C -> {
          hasPicture = true;
          // After the descriptor's ten bytes and its colours, the code size.
          at = endOfSubBlocks(data, at + 10 + colorTable(data.at(at + 9)) + 1);
        }
        default -> {
          return false;
        }
      }
    }
    return false;
  }

  private static int colorTable(int flags) {
    return flags < 0 || (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  private static int endOfSubBlocks(ByteFields data, int start) {
    int at = start;
    while (data.at(at) > 0) {
      at += 1 + data.at(at);
    }
    return at < data.length() ? at + 1 : data.length();
  }
}
