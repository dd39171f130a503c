package io.github.imageresize.internal.codec;

import io.github.imageresize.codec.Orientation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is read of EXIF data (CIPA DC-008) or of a TIFF's own directory. Damaged data counts as
 * absent.
 *
 * @param orientation how the stored picture is brought upright
 * @param artist tag 0x013B, or null
 * @param copyright tag 0x8298, or null
 */
public record ExifTags(
    Orientation orientation, @Nullable String artist, @Nullable String copyright) {
  /** No tags at all. */
  public static final ExifTags NONE = new ExifTags(Orientation.UPRIGHT, null, null);

  private static final int ORIENTATION = 0x0112;
  private static final int ARTIST = 0x013B;
  private static final int COPYRIGHT = 0x8298;
  private static final int LONGEST_TEXT = 4096;
  private static final int MOST_BYTES = 1 << 20;
  private static final byte[] JPEG_PREFIX = {'E', 'x', 'i', 'f', 0, 0};

  /**
   * Reads EXIF data.
   *
   * @param exif a TIFF structure; the {@code Exif} prefix of JPEG's APP1 may stand before it, as
   *     some programs also write it to PNG and WebP
   */
  public static ExifTags parse(byte[] exif) {
    return parse(exif, 0, exif.length);
  }

  /**
   * Reads EXIF data within a file. The tags are looked for in its first MiB, which is more than
   * JPEG has room for.
   *
   * @param file holds the data
   * @param from where they begin
   * @param length how many bytes they are
   */
  public static ExifTags parse(byte[] file, int from, int length) {
    int end = from + Math.min(length, MOST_BYTES);
    boolean prefixed =
        length > JPEG_PREFIX.length
            && Arrays.equals(
                file, from, from + JPEG_PREFIX.length, JPEG_PREFIX, 0, JPEG_PREFIX.length);
    int begin = prefixed ? from + JPEG_PREFIX.length : from;
    return TiffDirectory.first(Arrays.copyOfRange(file, begin, end)).map(ExifTags::of).orElse(NONE);
  }

  /** Picks the tags out of a directory. */
  public static ExifTags of(TiffDirectory directory) {
    long orientation = directory.number(ORIENTATION).orElse(1);
    return new ExifTags(
        orientation > 8 ? Orientation.UPRIGHT : Orientation.ofExif((int) orientation),
        directory.bytes(ARTIST, LONGEST_TEXT).flatMap(ExifTags::text).orElse(null),
        directory.bytes(COPYRIGHT, LONGEST_TEXT).flatMap(ExifTags::text).orElse(null));
  }

  /** Texts are ASCII by the standard and UTF-8 or Latin-1 in practice, and end at a NUL. */
  private static Optional<String> text(byte[] bytes) {
    int end = 0;
    while (end < Math.min(bytes.length, LONGEST_TEXT) && bytes[end] != 0) {
      end++;
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, end)).toString();
    } catch (CharacterCodingException e) {
      text = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }
    return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
  }
}
