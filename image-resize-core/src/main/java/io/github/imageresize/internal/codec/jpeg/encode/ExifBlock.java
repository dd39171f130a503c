package io.github.imageresize.internal.codec.jpeg.encode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The smallest EXIF data that hold an artist and a copyright notice (CIPA DC-008 4.6). */
final class ExifBlock {
  private static final int ARTIST = 0x013B;
  private static final int COPYRIGHT = 0x8298;
  private static final int ASCII = 2;
  private static final int HEADER = 8;
  private static final int ENTRY = 12;

  private ExifBlock() {}

  /** A TIFF structure with the texts that are there, which must be at least one. */
  static byte[] of(@Nullable String artist, @Nullable String copyright) {
    int entries = (artist == null ? 0 : 1) + (copyright == null ? 0 : 1);
    ByteBuffer directory = ByteBuffer.allocate(HEADER + 2 + entries * ENTRY + 4);
    directory.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(HEADER);
    directory.putShort((short) entries);
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    addText(directory, texts, ARTIST, artist);
    addText(directory, texts, COPYRIGHT, copyright);
    ByteBuffer block = ByteBuffer.allocate(directory.capacity() + texts.size());
    return block.put(directory.array(), 0, directory.capacity()).put(texts.toByteArray()).array();
  }

  private static void addText(
      ByteBuffer directory, ByteArrayOutputStream texts, int tag, @Nullable String text) {
    if (text == null) {
      return;
    }
    // An entry holds values of up to four bytes itself: filled up with zeros, none is that short.
    byte[] bytes = (text + "\0\0\0\0\0").getBytes(StandardCharsets.UTF_8);
    directory.putShort((short) tag).putShort((short) ASCII).putInt(bytes.length);
    directory.putInt(directory.capacity() + texts.size());
    texts.writeBytes(bytes);
    if (texts.size() % 2 == 1) {
      texts.write(0);
    }
  }
}
