package io.github.imageresize.internal.codec.webp;

import org.jspecify.annotations.Nullable;

/**
 * A picture, and where it lies on the canvas.
 *
 * @param alpha the chunk of its alpha, or null
 * @param pixels the chunk of its bitstream
 */
record WebpFrame(
    int x, int y, @Nullable WebpChunk alpha, WebpChunk pixels, WebpBitstream bitstream) {

  boolean covers(int canvasWidth, int canvasHeight) {
    return x == 0
        && y == 0
        && bitstream.width() >= canvasWidth
        && bitstream.height() >= canvasHeight;
  }
}
