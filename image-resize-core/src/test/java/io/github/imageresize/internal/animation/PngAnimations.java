package io.github.imageresize.internal.animation;

import io.github.imageresize.codec.Frame.Disposal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Animated PNGs; their frames are read by the JDK, as stills. */
public final class PngAnimations {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private PngAnimations() {}

  /** The frames of a file. */
  public static StoredAnimation read(byte[] png) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(png).position(8);
    ByteBuffer header = ByteBuffer.allocate(13);
    ByteBuffer control = null;
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    List<StoredFrame> frames = new ArrayList<>();
    int loops = 1;
    int sequence = 0;
    while (in.hasRemaining()) {
      byte[] data = new byte[in.getInt()];
      byte[] name = new byte[4];
      in.get(name).get(data).getInt();
      ByteBuffer fields = ByteBuffer.wrap(data);
      String type = new String(name, StandardCharsets.US_ASCII);
      boolean numbered = type.equals("fcTL") || type.equals("fdAT");
      if (numbered && fields.getInt() != sequence++) {
        throw new IOException("a gap before " + (sequence - 1));
      }
      if (control != null && (type.equals("fcTL") || type.equals("IEND"))) {
        frames.add(frame(header.array(), control, pixels.toByteArray()));
        pixels.reset();
      }
      switch (type) {
        case "IHDR" -> header.put(data);
        case "acTL" -> loops = fields.getInt(4);
        case "fcTL" -> control = fields;
        case "IDAT" -> pixels.writeBytes(data);
        case "fdAT" -> pixels.write(data, 4, data.length - 4);
        default -> {}
      }
    }
    return new StoredAnimation(header.getInt(0), header.getInt(4), loops, frames);
  }

  private static StoredFrame frame(byte[] header, ByteBuffer control, byte[] pixels)
      throws IOException {
    int width = control.getInt(4);
    int height = control.getInt(8);
    ByteBuffer ownHeader = ByteBuffer.wrap(header.clone()).putInt(width).putInt(height);
    ByteArrayOutputStream still = new ByteArrayOutputStream();
    still.writeBytes(SIGNATURE);
    writeChunk(still, "IHDR", ownHeader.array());
    writeChunk(still, "IDAT", pixels);
    writeChunk(still, "IEND", new byte[0]);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(still.toByteArray()));
    return new StoredFrame(
        image.getRGB(0, 0, width, height, null, 0, width),
        control.getInt(12),
        control.getInt(16),
        width,
        height,
        1000 * control.getShort(20) / control.getShort(22),
        Disposal.values()[control.get(24)],
        control.get(25) == 1);
  }

  /** A file of these frames. */
  public static byte[] write(StoredAnimation animation) {
    return write(animation, animation.frames().size(), -1);
  }

  /**
   * A file of these frames.
   *
   * @param claimed how many it says that it has
   * @param gap the frame before which a number of the sequence is left out; -1 for none
   */
  public static byte[] write(StoredAnimation animation, int claimed, int gap) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    ByteBuffer header =
        ByteBuffer.allocate(13).putInt(animation.width()).putInt(animation.height());
    header.put(new byte[] {8, 6, 0, 0, 0});
    writeChunk(out, "IHDR", header.array());
    writeChunk(
        out, "acTL", ByteBuffer.allocate(8).putInt(claimed).putInt(animation.loops()).array());
    int sequence = 0;
    for (int i = 0; i < animation.frames().size(); i++) {
      StoredFrame frame = animation.frames().get(i);
      sequence += i == gap ? 1 : 0;
      ByteBuffer control = ByteBuffer.allocate(26).putInt(sequence++);
      control.putInt(frame.width()).putInt(frame.height()).putInt(frame.x()).putInt(frame.y());
      control.putShort((short) frame.millis()).putShort((short) 1000);
      control.put((byte) frame.disposal().ordinal()).put((byte) (frame.over() ? 1 : 0));
      writeChunk(out, "fcTL", control.array());
      byte[] pixels = deflated(frame);
      if (i == 0) {
        writeChunk(out, "IDAT", pixels);
      } else {
        ByteBuffer numbered = ByteBuffer.allocate(4 + pixels.length).putInt(sequence++);
        writeChunk(out, "fdAT", numbered.put(pixels).array());
      }
    }
    writeChunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] deflated(StoredFrame frame) {
    ByteBuffer raw = ByteBuffer.allocate(frame.height() * (4 * frame.width() + 1));
    for (int y = 0; y < frame.height(); y++) {
      raw.put((byte) 0);
      for (int x = 0; x < frame.width(); x++) {
        int argb = frame.argb()[y * frame.width() + x];
        raw.putInt(argb << 8 | argb >>> 24);
      }
    }
    Deflater deflater = new Deflater();
    deflater.setInput(raw.array());
    deflater.finish();
    byte[] out = new byte[raw.capacity() + 100];
    int length = deflater.deflate(out);
    deflater.end();
    return java.util.Arrays.copyOf(out, length);
  }

  private static void writeChunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
