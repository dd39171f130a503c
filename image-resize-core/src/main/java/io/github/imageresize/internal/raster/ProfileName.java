package io.github.imageresize.internal.raster;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The name that an ICC profile gives itself. */
public final class ProfileName {
  private static final int DESCRIPTION = 0x64657363;
  private static final int MULTILINGUAL = 0x6d6c7563;
  private static final int MOST_CHARACTERS = 200;

  private ProfileName() {}

  /**
   * The text of the tag {@code desc}: of ICC.1:2001-04, clause 6.5.17, or ICC.1:2022, clause 10.15,
   * in the first of its languages.
   *
   * @param profile as embedded
   * @return an empty text if it can't be read
   */
  public static String of(byte[] profile) {
    try {
      ByteBuffer tag = new ProfileTags(profile).description();
      int type = tag.getInt(0);
      if (type == DESCRIPTION) {
        return text(tag, 12, tag.getInt(8), false);
      }
      return type == MULTILINGUAL && tag.getInt(8) > 0
          ? text(tag, tag.getInt(24), tag.getInt(20), true)
          : "";
    } catch (IllegalArgumentException
        | BufferUnderflowException
        | IndexOutOfBoundsException unreadable) {
      return "";
    }
  }

  private static String text(ByteBuffer tag, int offset, int length, boolean wide) {
    byte[] bytes = new byte[Math.min(length, MOST_CHARACTERS * (wide ? 2 : 1))];
    tag.get(offset, bytes);
    String text = new String(bytes, wide ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII);
    int end = text.indexOf('\0');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }
}
