package io.github.imageresize.codec.webp;

/**
 * A frame of an animation and where it lies on the canvas.
 *
 * @param chunk its ANMF chunk
 */
record WebpFrame(int x, int y, WebpChunk chunk, WebpBitstream bitstream) {

  boolean covers(int canvasWidth, int canvasHeight) {
    return x == 0
        && y == 0
        && bitstream.width() >= canvasWidth
        && bitstream.height() >= canvasHeight;
  }
}
