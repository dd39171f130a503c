package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.codec.Animation;
import io.github.imageresize.codec.EncodeRequest;
import io.github.imageresize.codec.ImageEncoder;
import io.github.imageresize.internal.animation.ArgbPixels;
import io.github.imageresize.internal.animation.ChangedArea;
import io.github.imageresize.internal.animation.FrameMerger;
import io.github.imageresize.internal.animation.ShownFrame;
import io.github.imageresize.internal.codec.ExifWriter;
import io.github.imageresize.internal.codec.PiecewiseOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes the frames of one animation as ANMF chunks (RFC 9649 section 2.7.1) around still pictures.
 * Each is the rectangle that changed, and takes the place of what was there. Not thread-safe.
 */
final class WebpAnimationWriter implements FrameMerger.Writer {
  private static final int LONGEST_MILLIS = (1 << 24) - 1;
  private static final int MOST_LOOPS = 65_535;
  private static final int RIFF_HEADER = 12;
  private static final int FRAME_HEADER = 16;
  private static final int REPLACES = 2;
  private static final int ANIMATION_FLAG = 0x02;
  private static final int EXIF_FLAG = 0x08;
  private static final int ALPHA_FLAG = 0x10;

  private final Animation animation;
  private final ImageEncoder stills;
  private final EncodeRequest request;
  private final PiecewiseOutput frames = new PiecewiseOutput();

  /** What viewers show before the next frame. */
  private final ArgbPixels shown;

  private boolean alpha;

  WebpAnimationWriter(Animation animation, ImageEncoder stills, EncodeRequest request) {
    this.animation = animation;
    this.stills = stills;
    this.request = request;
    shown = new ArgbPixels(animation.width(), animation.height());
  }

  @Override
  public Duration longest() {
    return Duration.ofMillis(LONGEST_MILLIS);
  }

  @Override
  public void write(ShownFrame frame, boolean cleared) {
    request.deadline().check();
    ChangedArea changed = ChangedArea.between(shown, frame.pixels());
    ChangedArea area = changed == null ? new ChangedArea(0, 0, 1, 1) : changed.fromEvenCorner();
    ArgbPixels part = area.of(frame.pixels());
    boolean transparent = !part.isOpaque();
    alpha |= transparent || !coversCanvas(area);
    EncodeRequest plain = request.toBuilder().copyright(null).artist(null).build();
    writeFrame(area, frame.duration(), stills.encode(part.toImage(transparent), plain));
    shown.copy(frame.pixels());
  }

  /** The first frame leaves the canvas transparent where it does not reach. */
  private boolean coversCanvas(ChangedArea area) {
    boolean first = frames.size() == 0;
    return !first || (area.width() == shown.width() && area.height() == shown.height());
  }

  private void writeFrame(ChangedArea area, Duration duration, byte[] still) {
    PiecewiseOutput pictures = new PiecewiseOutput();
    WebpBytes webp = new WebpBytes(still);
    Optional<WebpChunk> chunk = webp.chunk(RIFF_HEADER);
    for (; chunk.isPresent(); chunk = webp.chunk(chunk.get().end())) {
      WebpChunk found = chunk.get();
      if (found.type().equals("ALPH") || (found.type().startsWith("VP8") && !isExtension(found))) {
        pictures.write(still, found.start() - 8, 8 + found.length() + (found.length() & 1));
      }
    }
    byte[] headBytes = new byte[8 + FRAME_HEADER];
    ByteBuffer head = littleEndian(headBytes);
    put(head, "ANMF", FRAME_HEADER + pictures.size());
    putInt24(head, area.x() / 2);
    putInt24(head, area.y() / 2);
    putInt24(head, area.width() - 1);
    putInt24(head, area.height() - 1);
    putInt24(head, (int) Math.min(LONGEST_MILLIS, duration.toMillis()));
    head.put((byte) REPLACES);
    frames.writeBytes(headBytes);
    frames.writeAll(pictures);
  }

  private static boolean isExtension(WebpChunk chunk) {
    return chunk.type().equals("VP8X");
  }

  byte[] finish() {
    byte[] exif =
        request.copyright() == null && request.artist() == null
            ? new byte[0]
            : ExifWriter.write(request.copyright(), request.artist());
    int exifChunk = exif.length == 0 ? 0 : 8 + exif.length + (exif.length & 1);
    int length = RIFF_HEADER + 8 + 10 + 8 + 6 + frames.size() + exifChunk;
    byte[] outBytes = new byte[length];
    ByteBuffer out = littleEndian(outBytes);
    put(out, "RIFF", length - 8);
    out.put("WEBP".getBytes(StandardCharsets.US_ASCII));
    put(out, "VP8X", 10);
    out.putInt(ANIMATION_FLAG | (alpha ? ALPHA_FLAG : 0) | (exif.length > 0 ? EXIF_FLAG : 0));
    putInt24(out, animation.width() - 1);
    putInt24(out, animation.height() - 1);
    put(out, "ANIM", 6);
    out.putInt(0).putShort((short) Math.min(MOST_LOOPS, animation.loops()));
    frames.copyTo(out);
    if (exif.length > 0) {
      put(out, "EXIF", exif.length);
      out.put(exif);
    }
    return outBytes;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void put(ByteBuffer out, String type, int length) {
    out.put(type.getBytes(StandardCharsets.US_ASCII)).putInt(length);
  }

  private static void putInt24(ByteBuffer target, int value) {
    target.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
  }
}
