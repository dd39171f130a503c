package io.github.imageresize.internal.codec.png;

import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.internal.codec.PiecewiseOutput;
import io.github.imageresize.internal.deflate.DeflatedStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Writes the chunks of a PNG to memory (ISO/IEC 15948 clauses 5.3 and 11). */
final class PngChunkWriter {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int USUAL_IDAT = 64 << 10;

  private final PiecewiseOutput png = new PiecewiseOutput();
  private int frames;
  private int sequence;
  private int animationAt;
  private int animationLoops;

  PngChunkWriter() {
    png.writeBytes(SIGNATURE);
  }

  void writeHeader(int width, int height, int colorType) {
    writeHeader(width, height, colorType, 8);
  }

  void writeHeader(int width, int height, int colorType, int depth) {
    ByteBuffer data = ByteBuffer.allocate(13).putInt(width).putInt(height);
    data.put((byte) depth).put((byte) colorType);
    write("IHDR", data.array(), 13);
  }

  /**
   * The colours, as 0xRRGGBB, and behind them the transparent one.
   *
   * @param transparentIndex of that, or -1
   */
  void writePalette(int[] colors, int transparentIndex) {
    int count = Math.max(colors.length, transparentIndex + 1);
    byte[] table = new byte[3 * count];
    for (int i = 0; i < colors.length; i++) {
      table[3 * i] = (byte) (colors[i] >> 16);
      table[3 * i + 1] = (byte) (colors[i] >> 8);
      table[3 * i + 2] = (byte) colors[i];
    }
    write("PLTE", table, table.length);
    if (transparentIndex >= 0) {
      byte[] alpha = new byte[count];
      Arrays.fill(alpha, (byte) 255);
      alpha[transparentIndex] = 0;
      write("tRNS", alpha, count);
    }
  }

  /** The texts that are asked for. */
  void writeTexts(EncodeRequest request) {
    if (request.copyright() != null) {
      writeText("Copyright", request.copyright());
    }
    if (request.artist() != null) {
      writeText("Author", request.artist());
    }
  }

  /** A tEXt chunk, or an iTXt where Latin-1 cannot hold the text. */
  private void writeText(String keyword, String text) {
    String clean = text.replace('\0', ' ');
    boolean latin = StandardCharsets.ISO_8859_1.newEncoder().canEncode(clean);
    byte[] data =
        latin
            ? (keyword + "\0" + clean).getBytes(StandardCharsets.ISO_8859_1)
            : (keyword + "\0\0\0\0\0" + clean).getBytes(StandardCharsets.UTF_8);
    write(latin ? "tEXt" : "iTXt", data, data.length);
  }

  /** Takes what was compressed, if it is enough for a chunk. */
  void writePixels(DeflatedStream compressed) {
    if (compressed.length() >= USUAL_IDAT) {
      writeLastPixels(compressed);
    }
  }

  /** Takes all that was compressed. */
  void writeLastPixels(DeflatedStream compressed) {
    if (frames > 1) {
      writeNumbered("fdAT", compressed.array(), compressed.length());
    } else {
      write("IDAT", compressed.array(), compressed.length());
    }
    compressed.clear();
  }

  /**
   * Says that frames follow, how many of which is known at the end.
   *
   * @param loops how often they are shown; 0 for ever
   */
  void writeAnimation(int loops) {
    animationAt = png.size();
    animationLoops = loops;
    write("acTL", new byte[8], 8);
  }

  /**
   * Begins a frame.
   *
   * @param millis how long it is shown
   * @param over whether what is below shows through
   */
  void writeFrameControl(int x, int y, int width, int height, long millis, boolean over) {
    frames++;
    int perSecond = millis <= 0xFFFF ? 1000 : millis <= 0xFFFF * 10L ? 100 : 1;
    long count = Math.min(0xFFFF, Math.round(millis * perSecond / 1000.0));
    ByteBuffer data = ByteBuffer.allocate(22).putInt(width).putInt(height).putInt(x).putInt(y);
    data.putShort((short) count).putShort((short) perSecond);
    data.put((byte) 0).put((byte) (over ? 1 : 0));
    writeNumbered("fcTL", data.array(), 22);
  }

  private void writeNumbered(String type, byte[] data, int length) {
    ByteBuffer numbered = ByteBuffer.allocate(4 + length).putInt(sequence++);
    write(type, numbered.put(data, 0, length).array(), 4 + length);
  }

  void writeEnd() {
    write("IEND", new byte[0], 0);
  }

  byte[] toByteArray() {
    byte[] file = png.toByteArray();
    if (frames > 0) {
      ByteBuffer animation = ByteBuffer.wrap(file).position(animationAt + 8);
      animation.putInt(frames).putInt(animationLoops);
      CRC32 crc = new CRC32();
      crc.update(file, animationAt + 4, 12);
      animation.putInt((int) crc.getValue());
    }
    return file;
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
