package io.github.imageresize;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the result is written: the options of {@link ImageOption.Group#OUTPUT}. Those that a format
 * doesn't know have no meaning for it.
 *
 * <p>Immutable and thread-safe; equal by value.
 */
public final class Output extends OptionGroup {
  Output(OptionValues values) {
    super(values, ImageOption.Group.OUTPUT);
  }

  /**
   * The format of the result.
   *
   * @return the format, or empty for the source's own, or PNG or JPEG by transparency where that
   *     cannot be written
   */
  public Optional<ImageFormat> format() {
    return Optional.ofNullable(values().get(ImageOptions.FORMAT));
  }

  /**
   * The quality of a lossy format.
   *
   * @return 1..100, or empty for the {@linkplain ImageFormat#defaultQuality format's default}
   */
  public OptionalInt quality() {
    return optionalInt(ImageOptions.QUALITY);
  }

  /**
   * The colour behind transparency, where the format has none, and of padding.
   *
   * @return the colour, or empty for the default: white behind transparency in JPEG; transparent
   *     padding, white in JPEG
   */
  public Optional<RgbaColor> background() {
    return Optional.ofNullable(values().get(ImageOptions.BACKGROUND));
  }

  /**
   * Which frames of an animated original are taken.
   *
   * @return the frames, or empty for all where both formats are animated and the limits allow it,
   *     else the first
   */
  public Optional<Frames> frames() {
    return Optional.ofNullable(values().get(ImageOptions.FRAMES));
  }

  /**
   * The format of an animation whose frames {@link #format()} can't hold, or the engine can't write
   * in it, where {@link #frames()} is not {@link Frames#FIRST}.
   *
   * @return the format, or empty where the first frame is to be taken then
   */
  public Optional<ImageFormat> animatedFormat() {
    return Optional.ofNullable(values().get(ImageOptions.ANIMATED_FORMAT));
  }

  /**
   * Whether a JPEG is written in several scans, each finer than the one before.
   *
   * @return false by default
   */
  public boolean progressive() {
    return values().required(ImageOptions.PROGRESSIVE);
  }

  /**
   * At which resolution a JPEG or an AVIF keeps its colour differences.
   *
   * @return the resolution, or empty for one that goes by the quality
   */
  public Optional<Chroma> chroma() {
    return Optional.ofNullable(values().get(ImageOptions.CHROMA));
  }

  /**
   * Whether WebP, AVIF and JPEG XL are written without loss.
   *
   * @return false by default
   */
  public boolean lossless() {
    return values().required(ImageOptions.LOSSLESS);
  }

  /**
   * Whether PNG may be written with a palette of at most 256 colours, dithered, where that is
   * smaller.
   *
   * @return false by default
   */
  public boolean palette() {
    return values().required(ImageOptions.PALETTE);
  }

  /**
   * The most bytes that the result should have: the best quality that keeps to it is taken, else
   * the smallest result.
   *
   * @return 1 or more, or empty for no bound
   */
  public OptionalInt maxBytes() {
    return optionalInt(ImageOptions.MAX_BYTES);
  }

  /**
   * Whether the copyright and artist tags are kept; all other metadata is always dropped.
   *
   * @return false by default
   */
  public boolean keepCopyright() {
    return values().required(ImageOptions.KEEP_COPYRIGHT);
  }
}
