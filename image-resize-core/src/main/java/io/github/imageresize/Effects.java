package io.github.imageresize;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is done to the picture besides bringing it to its size: the options of {@link
 * ImageOption.Group#EFFECTS}. The order of work is that of {@link ImageRequest}.
 *
 * <p>Immutable and thread-safe; equal by value.
 */
public final class Effects extends OptionGroup {
  Effects(OptionValues values) {
    super(values, ImageOption.Group.EFFECTS);
  }

  /**
   * The exponent by which mid-tones are lightened: a sample {@code s} of 0..1 becomes {@code
   * s^(1/gamma)}.
   *
   * @return 0.1..10; 1, which changes nothing, by default
   */
  public double gamma() {
    return values().required(ImageOptions.GAMMA);
  }

  /**
   * The factor of the lightness.
   *
   * @return 0 (black) .. 10; 1 by default
   */
  public double brightness() {
    return values().required(ImageOptions.BRIGHTNESS);
  }

  /**
   * The factor of each sample's distance from the middle grey.
   *
   * @return 0 (all grey) .. 10; 1 by default
   */
  public double contrast() {
    return values().required(ImageOptions.CONTRAST);
  }

  /**
   * The factor of the colourfulness.
   *
   * @return 0 (shades of grey) .. 10; 1 by default
   */
  public double saturation() {
    return values().required(ImageOptions.SATURATION);
  }

  /**
   * Whether the result has shades of grey alone.
   *
   * @return false by default
   */
  public boolean grayscale() {
    return values().required(ImageOptions.GRAYSCALE);
  }

  /**
   * The standard deviation of a Gaussian blur.
   *
   * @return pixels of the result, 0.3..100, or empty for none
   */
  public OptionalDouble blur() {
    return optionalDouble(ImageOptions.BLUR);
  }

  /**
   * An unsharp mask.
   *
   * @return its sigma and gain, or empty for none
   */
  public Optional<Sharpening> sharpen() {
    return Optional.ofNullable(values().get(ImageOptions.SHARPEN));
  }

  /**
   * A picture that is laid over the result.
   *
   * @return the overlay, or empty for none
   */
  public Optional<Overlay> overlay() {
    String source = values().get(ImageOptions.OVERLAY);
    return source == null
        ? Optional.empty()
        : Optional.of(
            new Overlay(
                source,
                values().required(ImageOptions.OVERLAY_POSITION),
                optionalDouble(ImageOptions.OVERLAY_SCALE),
                values().required(ImageOptions.OVERLAY_OPACITY),
                values().required(ImageOptions.OVERLAY_REPEAT)));
  }

  /**
   * The radius of rounded corners. Half of the shorter side is the most that shows: a square
   * becomes a circle, another rectangle a stadium.
   *
   * @return pixels of the result, 1..{@value ImageRequest#MAX_RADIUS}, or empty for sharp corners
   */
  public OptionalInt radius() {
    return optionalInt(ImageOptions.RADIUS);
  }
}
