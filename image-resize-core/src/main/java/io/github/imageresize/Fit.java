package io.github.imageresize;

/**
 * How an image is brought into the target box of a request. Names and rounding are those of sharp.
 *
 * <p>With only one side of the box given the aspect ratio is kept and every fit gives the same
 * result. A side that the fit leaves free is {@code max(1, round(side * scale))}.
 *
 * <p>Without {@link ImageRequest#enlarge()} a scale above 1 is taken as 1, as by sharp's {@code
 * withoutEnlargement}. For a box that is larger than the image this means: {@link #INSIDE} and
 * {@link #OUTSIDE} leave the image as it is; {@link #COVER} crops the sides that stand over the box
 * and leaves the others shorter than it; {@link #CONTAIN} pads the unscaled image to the whole box;
 * {@link #FILL} shrinks each side that is longer than the box's and keeps the other.
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
