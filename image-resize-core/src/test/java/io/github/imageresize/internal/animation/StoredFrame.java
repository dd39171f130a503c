package io.github.imageresize.internal.animation;

import io.github.imageresize.codec.Frame.Disposal;

/**
 * A frame as a file has it.
 *
 * @param argb its pixels, colour not premultiplied
 * @param over whether what is below shows through
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredFrame(
    int[] argb, int x, int y, int width, int height, int millis, Disposal disposal, boolean over) {

  /** A frame of one colour. */
  public static StoredFrame plain(
      int color, int x, int y, int width, int height, int millis, Disposal disposal) {
    int[] argb = new int[width * height];
    java.util.Arrays.fill(argb, color);
    return new StoredFrame(argb, x, y, width, height, millis, disposal, true);
  }

  /** The same frame, which takes the place of what is below. */
  public StoredFrame replacing() {
    return new StoredFrame(argb, x, y, width, height, millis, disposal, false);
  }
}
