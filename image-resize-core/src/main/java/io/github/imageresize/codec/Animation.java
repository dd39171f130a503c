package io.github.imageresize.codec;

import java.util.Iterator;

/**
 * Frames that are shown one after the other on a canvas, which is transparent at first. They
 * stream: a frame's rows can be read until the next frame is asked for, which may be before all of
 * them are.
 *
 * <p>Not thread-safe; read once, from the first frame to the last.
 */
public interface Animation extends Iterator<Frame> {

  /**
   * The canvas's width.
   *
   * @return pixels, positive
   */
  int width();

  /**
   * The canvas's height.
   *
   * @return pixels, positive
   */
  int height();

  /**
   * How often all frames are shown.
   *
   * @return 0 for ever, else 1 or more
   */
  int loops();
}
