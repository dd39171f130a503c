package io.github.imageresize.internal.codec.png;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes the chunks of a PNG to memory (ISO/IEC 15948 clauses 5.3 and 11). */
final class PngChunkWriter {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int LONGEST_IDAT = 64 << 10;

  private final ByteArrayOutputStream png = new ByteArrayOutputStream(LONGEST_IDAT);
  private final byte[] pixels = new byte[LONGEST_IDAT];
  private int pixelBytes;

  PngChunkWriter() {
    png.writeBytes(SIGNATURE);
  }

  void writeHeader(int width, int height, int colorType) {
    ByteBuffer data = ByteBuffer.allocate(13).putInt(width).putInt(height);
    data.put((byte) 8).put((byte) colorType);
    write("IHDR", data.array(), 13);
  }

  /** A tEXt chunk, or an iTXt where Latin-1 cannot hold the text. */
  void writeText(String keyword, String text) {
    String clean = text.replace('\0', ' ');
    boolean latin = StandardCharsets.ISO_8859_1.newEncoder().canEncode(clean);
    byte[] data =
        latin
            ? (keyword + "\0" + clean).getBytes(StandardCharsets.ISO_8859_1)
            : (keyword + "\0\0\0\0\0" + clean).getBytes(StandardCharsets.UTF_8);
    write(latin ? "tEXt" : "iTXt", data, data.length);
  }

  /** Takes what the deflater has ready. */
  void deflatePixels(Deflater deflater) {
    pixelBytes += deflater.deflate(pixels, pixelBytes, pixels.length - pixelBytes);
    if (pixelBytes == pixels.length) {
      flushPixels();
    }
  }

  void flushPixels() {
    if (pixelBytes > 0) {
      write("IDAT", pixels, pixelBytes);
      pixelBytes = 0;
    }
  }

  void writeEnd() {
    write("IEND", new byte[0], 0);
  }

  byte[] toByteArray() {
    return png.toByteArray();
  }

  private void write(String type, byte[] data, int length) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data, 0, length);
    writeInt(length);
    png.writeBytes(name);
    png.write(data, 0, length);
    writeInt((int) crc.getValue());
  }

  private void writeInt(int value) {
    png.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
  }
}
