package io.github.imageresize;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Size, place and cut of the result: the options of {@link ImageOption.Group#GEOMETRY}.
 *
 * <p>Immutable and thread-safe; equal by value.
 */
public final class Geometry extends OptionGroup {
  Geometry(OptionValues values) {
    super(values, ImageOption.Group.GEOMETRY);
  }

  /**
   * The target box's width.
   *
   * @return CSS pixels, or empty if the height alone decides or the size is kept
   */
  public OptionalInt width() {
    return optionalInt(ImageOptions.WIDTH);
  }

  /**
   * The target box's height.
   *
   * @return CSS pixels, or empty if the width alone decides or the size is kept
   */
  public OptionalInt height() {
    return optionalInt(ImageOptions.HEIGHT);
  }

  /**
   * The factor between CSS pixels and the pixels of the image that is made.
   *
   * @return 1..4
   */
  public double devicePixelRatio() {
    return values().required(ImageOptions.DEVICE_PIXEL_RATIO);
  }

  /**
   * The width of the box in pixels of the image that is made: the width times the device pixel
   * ratio, rounded.
   *
   * @return pixels, or empty if no width was given
   */
  public OptionalInt boxWidth() {
    return scaled(ImageOptions.WIDTH);
  }

  /**
   * The height of the box in pixels of the image that is made: the height times the device pixel
   * ratio, rounded.
   *
   * @return pixels, or empty if no height was given
   */
  public OptionalInt boxHeight() {
    return scaled(ImageOptions.HEIGHT);
  }

  /**
   * How the image is brought into the box.
   *
   * @return the fit; {@link Fit#INSIDE} by default
   */
  public Fit fit() {
    return values().required(ImageOptions.FIT);
  }

  /**
   * What {@link Fit#COVER} keeps and where {@link Fit#CONTAIN} places.
   *
   * @return the position; {@link Position#CENTER} by default
   */
  public Position position() {
    return values().required(ImageOptions.POSITION);
  }

  /**
   * The region of the upright original that is used.
   *
   * @return the region, or empty for the whole image
   */
  public Optional<Crop> crop() {
    return Optional.ofNullable(values().get(ImageOptions.CROP));
  }

  /**
   * How far the colour of a border may differ from that of its corner to be cut off, after the
   * crop.
   *
   * @return 0..255, in steps of 8-bit samples, or empty if borders stay
   */
  public OptionalInt trim() {
    return optionalInt(ImageOptions.TRIM);
  }

  /**
   * What is added around the result in the background's colour.
   *
   * @return pixels of the result; {@link Padding#NONE} by default
   */
  public Padding padding() {
    return values().required(ImageOptions.PADDING);
  }

  /**
   * Whether the result may have more pixels than the original.
   *
   * @return false by default
   */
  public boolean enlarge() {
    return values().required(ImageOptions.ENLARGE);
  }

  /**
   * Mirroring of the upright image.
   *
   * @return the flip; {@link Flip#NONE} by default
   */
  public Flip flip() {
    return values().required(ImageOptions.FLIP);
  }

  /**
   * Rotation of the upright, flipped image.
   *
   * @return the rotation; {@link Rotation#NONE} by default
   */
  public Rotation rotation() {
    return values().required(ImageOptions.ROTATION);
  }

  private OptionalInt scaled(ImageOption<Integer> side) {
    Integer pixels = CanonicalRules.scaled(values().given(side), values());
    return pixels == null ? OptionalInt.empty() : OptionalInt.of(pixels);
  }
}
