package io.github.imageresize.internal.codec.webp;

import io.github.imageresize.codec.DecodeRequest;
import java.io.IOException;

/** Decodes the pixels of a still WebP. Thread-safe. */
interface WebpPlugin {

  /** Whether {@link #read} heeds the region and the scale. */
  boolean scales();

  /**
   * The most memory that {@link #read} takes besides the pixels that come out, native memory
   * included.
   */
  long memoryNeeded(WebpBitstream bitstream, boolean alpha);

  /**
   * Decodes a region.
   *
   * @param still a WebP file without animation
   * @param bitstream what its bitstream's head says
   * @param region what to decode; its left and upper edges are even
   * @param scaledWidth the width to come out
   * @param scaledHeight the height to come out
   */
  WebpPixels read(
      byte[] still,
      WebpBitstream bitstream,
      DecodeRequest region,
      int scaledWidth,
      int scaledHeight)
      throws IOException;
}
