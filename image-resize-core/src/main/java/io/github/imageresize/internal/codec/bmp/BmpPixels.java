package io.github.imageresize.internal.codec.bmp;

import io.github.imageresize.codec.DecodeRequest;
import io.github.imageresize.codec.SampledRows;

/** The pixels of a bitmap, in whatever way they are stored. */
interface BmpPixels {
  /** The planes of red, green and blue come first. */
  int ALPHA_PLANE = 3;

  /** How many rows the file has whole, of those that it should have. */
  int arrivedRows();

  /** Whether there are pixels that are not opaque, those of missing rows among them. */
  boolean hasAlpha();

  /** The most heap that reading the rows takes, in bytes. */
  long memoryNeeded(DecodeRequest request);

  /**
   * Gets ready to read.
   *
   * @param planes how many readers there will be
   */
  Planes open(int planes);

  /** Reads planes at one pace. */
  interface Planes {
    /** The samples of a plane within a region, 0..255. */
    SampledRows.Reader reader(int plane, DecodeRequest region);
  }
}
