package io.github.imageresize.codec;

import io.github.imageresize.internal.argument.Require;
import java.time.Duration;
import java.util.Objects;

/**
 * One picture of an animation, where it lies on the canvas, and what becomes of it. A still picture
 * is a frame that covers its canvas.
 *
 * @param picture its samples, one for each pixel in all planes
 * @param x left edge on the canvas, in pixels; may lie outside
 * @param y upper edge on the canvas
 * @param duration how long it is shown, as it was stored; not negative
 * @param disposal what becomes of its place before the next frame is drawn
 * @param blending how it is laid over what the canvas shows
 */
public record Frame(
    PlanarImage picture, int x, int y, Duration duration, Disposal disposal, Blending blending) {

  /** What becomes of a frame's place on the canvas when its time is over. */
  public enum Disposal {
    /** The frame stays. */
    KEEP,
    /** Its place becomes transparent. */
    CLEAR,
    /** Its place becomes what it was before the frame. */
    RESTORE
  }

  /** How a frame is laid over what the canvas shows. */
  public enum Blending {
    /** Where the frame is transparent, what is below shows through. */
    OVER,
    /** The frame takes the place of what was there, its transparency included. */
    REPLACE
  }

  /**
   * Checks that the duration is not negative.
   *
   * @param picture its samples, one for each pixel in all planes
   * @param x left edge on the canvas, in pixels
   * @param y upper edge on the canvas
   * @param duration how long it is shown
   * @param disposal what becomes of its place
   * @param blending how it is laid over what the canvas shows
   * @throws IllegalArgumentException if the duration is negative
   */
  public Frame {
    Objects.requireNonNull(picture, "picture");
    Objects.requireNonNull(disposal, "disposal");
    Objects.requireNonNull(blending, "blending");
    Require.notNegative("duration", duration);
  }

  /**
   * A picture that covers the canvas and takes the place of what was there.
   *
   * @param picture of the canvas's size
   * @param duration how long it is shown; not negative
   * @return the frame
   */
  public static Frame whole(PlanarImage picture, Duration duration) {
    return new Frame(picture, 0, 0, duration, Disposal.KEEP, Blending.REPLACE);
  }
}
