package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.internal.codec.ExifTags;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the little-endian numbers and the chunks of a WebP file, never past its end. */
final class WebpBytes {
  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int EXTENDED_LENGTH = 10;
  private static final byte ALPHA_FLAG = 0x10;
  private static final int LOSSLESS_ALPHA = 1;

  private final byte[] bytes;

  WebpBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  int int8(int at) {
    return bytes[at] & 0xFF;
  }

  int int16(int at) {
    return int8(at) | int8(at + 1) << 8;
  }

  int int24(int at) {
    return int8(at) | int8(at + 1) << 8 | int8(at + 2) << 16;
  }

  /** The chunk that begins there, or empty if the file has ended. */
  Optional<WebpChunk> chunk(int at) {
    if (at > bytes.length - CHUNK_HEADER) {
      return Optional.empty();
    }
    String type = new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    long claimed = int24(at + 4) | (long) int8(at + 7) << 24;
    int start = at + CHUNK_HEADER;
    int length = (int) Math.min(claimed, bytes.length - start);
    return Optional.of(new WebpChunk(type, start, length, length == claimed));
  }

  byte[] data(WebpChunk chunk) {
    return Arrays.copyOfRange(bytes, chunk.start(), chunk.dataEnd());
  }

  /** EXIF data in a chunk. */
  ExifTags exif(WebpChunk chunk) {
    return ExifTags.parse(bytes, chunk.start(), chunk.length());
  }

  /** The head of a VP8 (RFC 6386 section 9.1) or VP8L bitstream, or null if it is broken. */
  @Nullable WebpBitstream bitstream(WebpChunk chunk) {
    int at = chunk.start();
    if (chunk.type().equals("VP8L")) {
      if (chunk.length() < 5 || int8(at) != 0x2F) {
        return null;
      }
      int bits = int24(at + 1) | int8(at + 4) << 24;
      int width = 1 + (bits & 0x3FFF);
      int height = 1 + (bits >>> 14 & 0x3FFF);
      int groups = PrefixCodeGroups.count(bytes, at + 5, chunk.dataEnd(), width, height);
      return new WebpBitstream(width, height, false, (bits >>> 28 & 1) != 0, groups);
    }
    if (chunk.length() < 10 || int24(at + 3) != 0x2A019D) {
      return null;
    }
    int width = (int8(at + 6) | int8(at + 7) << 8) & 0x3FFF;
    int height = (int8(at + 8) | int8(at + 9) << 8) & 0x3FFF;
    return width == 0 || height == 0 ? null : new WebpBitstream(width, height, true, false, 0);
  }

  /** The groups of prefix codes of an alpha chunk (RFC 9649 section 2.7.1.2), of a size. */
  int alphaCodeGroups(WebpChunk alpha, int width, int height) {
    boolean lossless = alpha.length() > 0 && (int8(alpha.start()) & 3) == LOSSLESS_ALPHA;
    return lossless
        ? PrefixCodeGroups.count(bytes, alpha.start() + 1, alpha.dataEnd(), width, height)
        : 0;
  }

  /**
   * A file of a picture's chunks alone, which are as long as they claim.
   *
   * @param alpha null if there is none
   */
  byte[] still(@Nullable WebpChunk alpha, WebpChunk pixels, WebpBitstream bitstream) {
    int extended = bitstream.lossy() ? CHUNK_HEADER + EXTENDED_LENGTH : 0;
    int length = RIFF_HEADER + extended + lengthOf(alpha) + lengthOf(pixels);
    ByteBuffer still = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    still.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(length - CHUNK_HEADER);
    still.put("WEBP".getBytes(StandardCharsets.US_ASCII));
    if (extended > 0) {
      still.put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(EXTENDED_LENGTH);
      still.putInt(alpha != null ? ALPHA_FLAG : 0);
      putInt24(still, bitstream.width() - 1);
      putInt24(still, bitstream.height() - 1);
    }
    put(alpha, still);
    put(pixels, still);
    return still.array();
  }

  private static int lengthOf(@Nullable WebpChunk chunk) {
    return chunk == null ? 0 : CHUNK_HEADER + chunk.length() + (chunk.length() & 1);
  }

  private void put(@Nullable WebpChunk chunk, ByteBuffer target) {
    if (chunk != null) {
      target.put(chunk.type().getBytes(StandardCharsets.ISO_8859_1)).putInt(chunk.length());
      target.put(bytes, chunk.start(), chunk.length());
      if ((chunk.length() & 1) != 0) {
        target.put((byte) 0);
      }
    }
  }

  private static void putInt24(ByteBuffer target, int value) {
    target.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
  }
}
