package io.github.imageresize.lambda;

import io.github.imageresize.ImageFormat;
import java.util.Optional;

/**
 * What the first bytes of an encoded image say it is; enough to see that bytes from elsewhere are
 * the image that they are said to be, without decoding them.
 */
record EncodedImageHeader(ImageFormat format, int width, int height) {

  /**
   * The header, or empty if the bytes are no JPEG, PNG, GIF, WebP or AVIF or end within their
   * header.
   */
  static Optional<EncodedImageHeader> read(byte[] bytes) {
    ByteFields header = new ByteFields(bytes);
    if (header.begins(0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
      return of(ImageFormat.PNG, header.bigEndian(16, 4), header.bigEndian(20, 4));
    }
    if (header.begins(0, 'G', 'I', 'F', '8')) {
      return of(ImageFormat.GIF, header.littleEndian(6, 2), header.littleEndian(8, 2));
    }
    if (header.begins(0, 'R', 'I', 'F', 'F') && header.begins(8, 'W', 'E', 'B', 'P')) {
      return webp(header);
    }
    if (ImageFormat.AVIF.isRecognisedIn(bytes)) {
      return IsoBoxes.of(header)
          .extents()
          .flatMap(extents -> of(ImageFormat.AVIF, extents.width(), extents.height()));
    }
    return header.begins(0, 0xFF, 0xD8, 0xFF) ? jpeg(header) : Optional.empty();
  }

  private static Optional<EncodedImageHeader> of(ImageFormat format, int width, int height) {
    return width < 1 || height < 1
        ? Optional.empty()
        : Optional.of(new EncodedImageHeader(format, width, height));
  }

  /** Walks the segments (ITU T.81, B.1.1) up to the frame header (B.2.2). */
  private static Optional<EncodedImageHeader> jpeg(ByteFields header) {
    int at = 2;
    while (header.at(at) == 0xFF) {
      int marker = header.at(at + 1);
      if (marker == 0xFF) {
        at++;
      } else if (isFrame(marker)) {
        return of(ImageFormat.JPEG, header.bigEndian(at + 7, 2), header.bigEndian(at + 5, 2));
      } else {
        int length = header.bigEndian(at + 2, 2);
        if (length < 2) {
          return Optional.empty();
        }
        at += 2 + length;
      }
    }
    return Optional.empty();
  }

  private static boolean isFrame(int marker) {
    boolean startOfFrame = marker >= 0xC0 && marker <= 0xCF;
    return startOfFrame && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /** The three kinds of first chunk, RFC 9649, sections 2.5 to 2.7. */
  private static Optional<EncodedImageHeader> webp(ByteFields header) {
    if (header.begins(12, 'V', 'P', '8', 'X')) {
      int width = header.littleEndian(24, 3) + 1;
      return of(ImageFormat.WEBP, width, header.littleEndian(27, 3) + 1);
    }
    if (header.begins(12, 'V', 'P', '8', 'L')) {
      int bits = header.littleEndian(21, 4);
      return of(ImageFormat.WEBP, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
    }
    if (header.begins(12, 'V', 'P', '8', ' ')) {
      int width = header.littleEndian(26, 2) & 0x3FFF;
      return of(ImageFormat.WEBP, width, header.littleEndian(28, 2) & 0x3FFF);
    }
    return Optional.empty();
  }
}
