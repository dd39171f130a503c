package io.github.imageresize.internal.animation;

import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.Frame.Disposal;
import io.github.imageresize.codec.ImageDecoder;
import io.github.imageresize.internal.codec.webp.LibWebp;
import io.github.imageresize.internal.codec.webp.WebpDecoder;
import io.github.imageresize.internal.codec.webp.WebpEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Animated WebPs, taken apart into stills and put together from them. */
public final class WebpAnimations {
  private WebpAnimations() {}

  /** The frames of a file. */
  public static StoredAnimation read(byte[] webp) {
    ByteBuffer in = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).position(12);
    List<StoredFrame> frames = new ArrayList<>();
    int width = 0;
    int height = 0;
    int loops = 1;
    while (in.hasRemaining()) {
      String type = type(in);
      int length = in.getInt();
      int start = in.position();
      if (type.equals("VP8X")) {
        width = 1 + int24(in, start + 4);
        height = 1 + int24(in, start + 7);
      } else if (type.equals("ANIM")) {
        loops = in.getShort(start + 4) & 0xFFFF;
      } else if (type.equals("ANMF")) {
        byte[] chunks = new byte[length - 16];
        in.get(start + 16, chunks);
        frames.add(frame(in, start, chunks));
      }
      in.position(start + length + (length & 1));
    }
    return new StoredAnimation(width, height, loops, frames);
  }

  private static StoredFrame frame(ByteBuffer in, int start, byte[] chunks) {
    int width = 1 + int24(in, start + 6);
    int height = 1 + int24(in, start + 9);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (chunks[3] == 'H') {
      body.writeBytes("VP8X".getBytes(StandardCharsets.US_ASCII));
      ByteBuffer extended = littleEndian(14).putInt(10).putInt(0x10);
      putInt24(extended, width - 1);
      putInt24(extended, height - 1);
      body.writeBytes(extended.array());
    }
    body.writeBytes(chunks);
    ArgbPixels pixels = new ArgbPixels(width, height);
    byte[] still = file(body.toByteArray());
    try (ImageDecoder decoder = WebpDecoder.open(still, Optional.of(new LibWebp()))) {
      pixels.read(decoder.decode(DecodeRequest.whole(decoder.header())));
    }
    int flags = in.get(start + 15);
    return new StoredFrame(
        argb(pixels),
        2 * int24(in, start),
        2 * int24(in, start + 3),
        width,
        height,
        int24(in, start + 12),
        (flags & 1) == 0 ? Disposal.KEEP : Disposal.CLEAR,
        (flags & 2) == 0);
  }

  /** A file of these frames, which are lossy. */
  public static byte[] write(StoredAnimation animation) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ByteBuffer head = littleEndian(32);
    head.put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0x12);
    putInt24(head, animation.width() - 1);
    putInt24(head, animation.height() - 1);
    head.put("ANIM".getBytes(StandardCharsets.US_ASCII)).putInt(6).putInt(0);
    head.putShort((short) animation.loops());
    body.writeBytes(head.array());
    for (StoredFrame frame : animation.frames()) {
      body.writeBytes(chunk(frame));
    }
    return file(body.toByteArray());
  }

  private static int[] argb(ArgbPixels pixels) {
    return IntStream.range(0, pixels.height()).flatMap(y -> IntStream.of(pixels.row(y))).toArray();
  }

  private static byte[] chunk(StoredFrame frame) {
    ArgbPixels pixels = new ArgbPixels(frame.width(), frame.height());
    for (int y = 0; y < frame.height(); y++) {
      System.arraycopy(frame.argb(), y * frame.width(), pixels.row(y), 0, frame.width());
    }
    byte[] still =
        new WebpEncoder(new LibWebp())
            .encode(pixels.toImage(true), EncodeRequest.builder(90).build());
    int from = still[15] == 'X' ? 12 + 18 : 12;
    ByteBuffer out = littleEndian(24 + still.length - from);
    out.put("ANMF".getBytes(StandardCharsets.US_ASCII)).putInt(16 + still.length - from);
    putInt24(out, frame.x() / 2);
    putInt24(out, frame.y() / 2);
    putInt24(out, frame.width() - 1);
    putInt24(out, frame.height() - 1);
    putInt24(out, frame.millis());
    out.put((byte) ((frame.disposal() == Disposal.CLEAR ? 1 : 0) | (frame.over() ? 0 : 2)));
    return out.put(still, from, still.length - from).array();
  }

  private static byte[] file(byte[] body) {
    ByteBuffer out = littleEndian(12 + body.length);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(4 + body.length);
    return out.put("WEBP".getBytes(StandardCharsets.US_ASCII)).put(body).array();
  }

  private static String type(ByteBuffer in) {
    byte[] name = new byte[4];
    in.get(name);
    return new String(name, StandardCharsets.US_ASCII);
  }

  private static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int int24(ByteBuffer in, int at) {
    return in.getShort(at) & 0xFFFF | (in.get(at + 2) & 0xFF) << 16;
  }

  private static void putInt24(ByteBuffer out, int value) {
    out.putShort((short) value).put((byte) (value >> 16));
  }
}
