package io.github.imageresize.internal.codec.jpeg.decode;

/** Rows of MCUs from top to bottom. */
interface McuRows {
  /**
   * Decodes the next row of MCUs that lies in the needed region and makes all planes' samples of
   * it, as far as these are still needed. Never called behind the last one.
   */
  void decodeNext();
}
