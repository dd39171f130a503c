package io.github.imageresize.codec.webp;

import io.github.imageresize.codec.BadImage;
import io.github.imageresize.codec.ExifTags;
import io.github.imageresize.codec.IccProfile;
import io.github.imageresize.codec.ImageHeader;
import io.github.imageresize.codec.SourceFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a WebP file (RFC 9649 section 2). Chunks that reach past the end of the file count
 * as far as they go; whether their pixels suffice is for libwebp to say.
 */
final class WebpContainer {
  private static final int RIFF_HEADER = 12;
  private static final int FRAME_HEADER = 16;

  private final WebpBytes webp;
  private final int width;
  private final int height;
  private final boolean alpha;
  private final boolean lossy;
  private final int frames;
  private final @Nullable WebpFrame firstFrame;
  private @Nullable IccProfile profile;
  private ExifTags exif = ExifTags.NONE;

  WebpContainer(byte[] bytes) {
    webp = new WebpBytes(bytes);
    WebpBitstream still = null;
    WebpFrame first = null;
    WebpChunk extended = null;
    int frameCount = 0;
    Optional<WebpChunk> chunk = webp.chunk(RIFF_HEADER);
    for (; chunk.isPresent(); chunk = webp.chunk(chunk.get().end())) {
      WebpChunk found = chunk.get();
      switch (found.type()) {
        case "VP8X" -> extended = found.length() >= 10 ? found : null;
        case "VP8 ", "VP8L" -> still = still == null ? webp.bitstream(found) : still;
        case "ANMF" -> {
          frameCount++;
          first = first == null ? frame(found) : first;
        }
        case "ICCP" -> profile = IccProfile.wrap(webp.data(found));
        case "EXIF" -> exif = ExifTags.parse(webp.data(found));
        default -> {}
      }
    }
    WebpBitstream pixels = still != null ? still : first == null ? null : first.bitstream();
    if (pixels == null) {
      throw BadImage.corrupt("WebP has no intact picture header");
    }
    boolean whole = still != null && extended == null;
    width = whole || extended == null ? pixels.width() : 1 + webp.int24(extended.start() + 4);
    height = whole || extended == null ? pixels.height() : 1 + webp.int24(extended.start() + 7);
    firstFrame = still == null ? first : null;
    requireOnCanvas(pixels);
    alpha = hasAlpha(pixels, extended);
    lossy = pixels.lossy();
    frames = Math.max(1, frameCount);
  }

  /** A picture must have the canvas's size, and a frame must lie within it. */
  private void requireOnCanvas(WebpBitstream pixels) {
    int right = pixels.width() + (firstFrame == null ? 0 : firstFrame.x());
    int bottom = pixels.height() + (firstFrame == null ? 0 : firstFrame.y());
    boolean fits = firstFrame != null || (right == width && bottom == height);
    if (!fits || right > width || bottom > height) {
      throw BadImage.corrupt(
          "WebP canvas is %dx%d, but its picture ends at %dx%d"
              .formatted(width, height, right, bottom));
    }
  }

  private boolean hasAlpha(WebpBitstream pixels, @Nullable WebpChunk extended) {
    boolean declared = extended != null && (webp.int8(extended.start()) & 0x10) != 0;
    return declared || pixels.alpha() || (firstFrame != null && !firstFrame.covers(width, height));
  }

  /** A frame of an animation (section 2.7.1.1); null if it holds no picture. */
  private @Nullable WebpFrame frame(WebpChunk chunk) {
    if (chunk.length() < FRAME_HEADER) {
      return null;
    }
    Optional<WebpChunk> inner = webp.chunk(chunk.start() + FRAME_HEADER);
    for (; inner.isPresent() && inner.get().start() <= chunk.end(); ) {
      String type = inner.get().type();
      if (type.equals("VP8 ") || type.equals("VP8L")) {
        WebpBitstream bitstream = webp.bitstream(inner.get());
        int x = 2 * webp.int24(chunk.start());
        int y = 2 * webp.int24(chunk.start() + 3);
        return bitstream == null ? null : new WebpFrame(x, y, chunk, bitstream);
      }
      inner = webp.chunk(inner.get().end());
    }
    return null;
  }

  /** The first frame of an animation, or null if the file is no animation. */
  @Nullable WebpFrame firstFrame() {
    return firstFrame;
  }

  /** A file of its own that holds nothing but a frame. */
  byte[] stillOf(WebpFrame frame) {
    return webp.still(
        frame.chunk().start() + FRAME_HEADER,
        frame.chunk().dataEnd(),
        frame.bitstream(),
        RIFF_HEADER);
  }

  boolean lossy() {
    return lossy;
  }

  ImageHeader header() {
    return new ImageHeader(
        SourceFormat.WEBP,
        width,
        height,
        frames,
        exif.orientation(),
        alpha,
        profile,
        exif.copyright(),
        exif.artist());
  }
}
