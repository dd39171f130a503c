package io.github.imageresize;

/**
 * How an image is brought into the target box of a request. Names and rounding are those of sharp.
 *
 * <p>With only one side of the box given the aspect ratio is kept and every fit but {@link #FILL}
 * gives the same result.
 */
public enum Fit {
  /** The largest size that fits inside the box; the aspect ratio is kept. The default. */
  INSIDE,
  /** The box is filled and what stands over is cropped; {@link Position} says what is kept. */
  COVER,
  /** The image fits inside the box and the rest of the box is padded with the background. */
  CONTAIN,
  /** The image is stretched to the box; the aspect ratio is not kept. */
  FILL,
  /** The smallest size that covers the box; the aspect ratio is kept and nothing is cropped. */
  OUTSIDE
}
