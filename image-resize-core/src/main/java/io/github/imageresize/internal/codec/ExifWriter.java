package io.github.imageresize.internal.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes the little EXIF data (CIPA DC-008) that an output may keep. */
public final class ExifWriter {
  private static final int ASCII = 2;
  private static final int ARTIST = 0x013B;
  private static final int COPYRIGHT = 0x8298;

  private ExifWriter() {}

  /**
   * A TIFF structure of one directory.
   *
   * @param copyright the notice, or null
   * @param artist the artist, or null
   */
  public static byte[] write(@Nullable String copyright, @Nullable String artist) {
    byte[] artistBytes = text(artist);
    byte[] copyrightBytes = text(copyright);
    int entries = (artist == null ? 0 : 1) + (copyright == null ? 0 : 1);
    int textsAt = 8 + 2 + 12 * entries + 4;
    ByteBuffer out = ByteBuffer.allocate(textsAt + artistBytes.length + copyrightBytes.length);
    out.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8).putShort((short) entries);
    if (artist != null) {
      putEntry(out, ARTIST, artistBytes, textsAt);
    }
    if (copyright != null) {
      putEntry(out, COPYRIGHT, copyrightBytes, textsAt + artistBytes.length);
    }
    return out.putInt(0).put(artistBytes).put(copyrightBytes).array();
  }

  /** UTF-8, ended by NUL, and at least 5 bytes so that no value stands in its entry. */
  private static byte[] text(@Nullable String text) {
    if (text == null) {
      return new byte[0];
    }
    byte[] bytes = text.replace('\0', ' ').getBytes(StandardCharsets.UTF_8);
    int length = Math.max(5, bytes.length + 1);
    return Arrays.copyOf(bytes, length + (length & 1));
  }

  private static void putEntry(ByteBuffer out, int tag, byte[] value, int valueAt) {
    out.putShort((short) tag).putShort((short) ASCII).putInt(value.length).putInt(valueAt);
  }
}
