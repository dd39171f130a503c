package io.github.imageresize.internal.codec.imageio;

import io.github.imageresize.codec.IccProfile;
import io.github.imageresize.internal.codec.BadImage;
import io.github.imageresize.internal.codec.ExifTags;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the marker segments before the first scan of a JPEG (T.81 annex B) say of it: the frame
 * header, EXIF tags in APP1, and the colour profile that ICC.1 annex B.4 splits over APP2.
 */
final class JpegSegments {
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

  private static final int SOF2_PROGRESSIVE = 0xC2;
  private static final int SOF3_LOSSLESS = 0xC3;
  private static final int SOF6_PROGRESSIVE = 0xC6;
  private static final int SOF7_LOSSLESS = 0xC7;
  private static final int SOF10_PROGRESSIVE = 0xCA;
  private static final int SOF11_LOSSLESS = 0xCB;

  private final byte[] jpeg;
  private final Map<Integer, byte[]> profileChunks = new TreeMap<>();
  private ExifTags exif = ExifTags.NONE;
  private int width;
  private int height;
  private int components;
  private int process;

  private JpegSegments(byte[] jpeg) {
    this.jpeg = jpeg;
  }

  /** Reads the segments of a JPEG; one without a frame header is corrupt. */
  static JpegSegments read(byte[] jpeg) {
    JpegSegments segments = new JpegSegments(jpeg);
    segments.readAll();
    if (segments.components == 0) {
      throw BadImage.corrupt("JPEG has no frame header");
    }
    return segments;
  }

  private void readAll() {
    int at = 2;
    while (at + 4 <= jpeg.length) {
      if ((jpeg[at] & 0xFF) != 0xFF) {
        at++;
        continue;
      }
      int marker = jpeg[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++;
      } else if (marker == 0 || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
        at += 2;
      } else if (marker == 0xDA || marker == 0xD9) {
        return;
      } else {
        int length = unsignedShort(at + 2);
        readSegment(marker, at + 4, Math.min(at + 2 + length, jpeg.length));
        at += 2 + Math.max(2, length);
      }
    }
  }

  private void readSegment(int marker, int from, int to) {
    boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xCC;
    if (frame && marker != 0xC8 && to - from >= 6) {
      height = unsignedShort(from + 1);
      width = unsignedShort(from + 3);
      components = jpeg[from + 5] & 0xFF;
      process = marker;
    } else if (marker == 0xE1 && begins(EXIF, from, to) && exif.equals(ExifTags.NONE)) {
      exif = ExifTags.parse(Arrays.copyOfRange(jpeg, from, to));
    } else if (marker == 0xE2 && begins(ICC, from, to) && to - from > ICC.length + 2) {
      int number = jpeg[from + ICC.length] & 0xFF;
      profileChunks.put(number, Arrays.copyOfRange(jpeg, from + ICC.length + 2, to));
    }
  }

  private boolean begins(byte[] prefix, int from, int to) {
    return to - from >= prefix.length
        && Arrays.equals(jpeg, from, from + prefix.length, prefix, 0, prefix.length);
  }

  private int unsignedShort(int at) {
    return (jpeg[at] & 0xFF) << 8 | (jpeg[at + 1] & 0xFF);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int components() {
    return components;
  }

  /**
   * What decoders hold of the whole picture, however little of it is wanted, in bytes: of lossless
   * pictures all samples, of progressive ones all coefficients.
   */
  long memoryOfWholePicture() {
    long samples = (long) width * height * components;
    return switch (process) {
      case SOF3_LOSSLESS, SOF7_LOSSLESS, SOF11_LOSSLESS -> 8 * samples;
      case SOF2_PROGRESSIVE, SOF6_PROGRESSIVE, SOF10_PROGRESSIVE -> 2 * samples;
      default -> 0;
    };
  }

  ExifTags exif() {
    return exif;
  }

  @Nullable IccProfile iccProfile() {
    if (profileChunks.isEmpty()) {
      return null;
    }
    ByteArrayOutputStream profile = new ByteArrayOutputStream();
    profileChunks.values().forEach(profile::writeBytes);
    return IccProfile.wrap(profile.toByteArray());
  }
}
