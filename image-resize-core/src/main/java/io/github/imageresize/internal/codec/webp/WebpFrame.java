package io.github.imageresize.internal.codec.webp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A picture, and where it lies on the canvas.
 *
 * @param alpha the chunk of its alpha, or null
 * @param pixels the chunk of its bitstream
 */
record WebpFrame(
    int x, int y, @Nullable WebpChunk alpha, WebpChunk pixels, WebpBitstream bitstream) {

  private static final int FRAME_HEADER = 16;

  /** The picture of chunks that belong together; null if its head is broken. */
  static @Nullable WebpFrame of(
      WebpBytes webp, int x, int y, @Nullable WebpChunk alphaChunk, WebpChunk pixels) {
    WebpBitstream bitstream = webp.bitstream(pixels);
    if (bitstream == null) {
      return null;
    }
    if (!bitstream.lossy() || alphaChunk == null || !alphaChunk.whole()) {
      return new WebpFrame(x, y, null, pixels, bitstream);
    }
    int groups = webp.alphaCodeGroups(alphaChunk, bitstream.width(), bitstream.height());
    return new WebpFrame(x, y, alphaChunk, pixels, bitstream.withCodeGroups(groups));
  }

  /** The picture in an ANMF chunk (RFC 9649 section 2.7.1.1); null if there is none. */
  static @Nullable WebpFrame ofAnimation(WebpBytes webp, WebpChunk chunk) {
    if (chunk.length() < FRAME_HEADER) {
      return null;
    }
    WebpChunk alphaChunk = null;
    Optional<WebpChunk> inner = webp.chunk(chunk.start() + FRAME_HEADER);
    while (inner.isPresent() && inner.get().start() <= chunk.end()) {
      WebpChunk found = inner.get();
      switch (found.type()) {
        case "ALPH" -> alphaChunk = alphaChunk == null ? found : alphaChunk;
        case "VP8 ", "VP8L" -> {
          int x = 2 * webp.int24(chunk.start());
          int y = 2 * webp.int24(chunk.start() + 3);
          return of(webp, x, y, alphaChunk, found);
        }
        default -> {}
      }
      inner = webp.chunk(found.end());
    }
    return null;
  }

  boolean covers(int canvasWidth, int canvasHeight) {
    return x == 0
        && y == 0
        && bitstream.width() >= canvasWidth
        && bitstream.height() >= canvasHeight;
  }
}
