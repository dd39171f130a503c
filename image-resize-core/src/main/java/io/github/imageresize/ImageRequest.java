package io.github.imageresize;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for: an original, by its path in the source, and the size, cut and format of the
 * image to be made of it. {@code ImageRequest.builder("a.jpg").build()} asks for no more than the
 * original turned upright, in sRGB and without metadata.
 *
 * <p>Immutable and thread-safe; equal by value. The order of work is fixed: EXIF orientation, crop,
 * flip, rotation, resize, background.
 */
public final class ImageRequest {
  /** The longest path, in characters. */
  public static final int MAX_SOURCE_LENGTH = 1024;

  /** The largest side that a request can name, in CSS pixels; {@link ResizeLimits} is stricter. */
  public static final int MAX_SIDE = 65_535;

  /** The longest version text, in characters. */
  public static final int MAX_VERSION_LENGTH = 128;

  private final String source;
  private final int width;
  private final int height;
  private final double devicePixelRatio;
  private final Fit fit;
  private final Position position;
  private final @Nullable Crop crop;
  private final boolean enlarge;
  private final Flip flip;
  private final Rotation rotation;
  private final @Nullable ImageFormat format;
  private final int quality;
  private final @Nullable RgbaColor background;
  private final @Nullable String version;
  private final boolean keepCopyright;

  private ImageRequest(Builder builder) {
    source = builder.source;
    width = builder.width;
    height = builder.height;
    devicePixelRatio = builder.devicePixelRatio;
    fit = builder.fit;
    position = builder.position;
    crop = builder.crop;
    enlarge = builder.enlarge;
    flip = builder.flip;
    rotation = builder.rotation;
    format = builder.format;
    quality = builder.quality;
    background = builder.background;
    version = builder.version;
    keepCopyright = builder.keepCopyright;
  }

  /**
   * Starts a request.
   *
   * @param source the original's path in the {@link io.github.imageresize.source.ImageSource},
   *     already decoded, 1..{@value #MAX_SOURCE_LENGTH} characters
   * @return a builder with every option at its default
   * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} if the
   *     path is empty, too long, not well-formed Unicode, or holds a control character
   */
  public static Builder builder(String source) {
    return new Builder(source);
  }

  /**
   * A builder that starts with this request's options.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder(source);
    builder.width = width;
    builder.height = height;
    builder.devicePixelRatio = devicePixelRatio;
    builder.fit = fit;
    builder.position = position;
    builder.crop = crop;
    builder.enlarge = enlarge;
    builder.flip = flip;
    builder.rotation = rotation;
    builder.format = format;
    builder.quality = quality;
    builder.background = background;
    builder.version = version;
    builder.keepCopyright = keepCopyright;
    return builder;
  }

  /**
   * The original's path in the source.
   *
   * @return the path as given
   */
  public String source() {
    return source;
  }

  /**
   * The target box's width.
   *
   * @return CSS pixels, or empty if the height alone decides or the size is kept
   */
  public OptionalInt width() {
    return optional(width);
  }

  /**
   * The target box's height.
   *
   * @return CSS pixels, or empty if the width alone decides or the size is kept
   */
  public OptionalInt height() {
    return optional(height);
  }

  /**
   * The factor between CSS pixels and the pixels of the image that is made.
   *
   * @return 1..4
   */
  public double devicePixelRatio() {
    return devicePixelRatio;
  }

  /**
   * The width of the box in pixels of the image that is made: the width times the device pixel
   * ratio, rounded.
   *
   * @return pixels, or empty if no width was given
   */
  public OptionalInt boxWidth() {
    return optional(scaled(width));
  }

  /**
   * The height of the box in pixels of the image that is made: the height times the device pixel
   * ratio, rounded.
   *
   * @return pixels, or empty if no height was given
   */
  public OptionalInt boxHeight() {
    return optional(scaled(height));
  }

  /**
   * How the image is brought into the box.
   *
   * @return the fit; {@link Fit#INSIDE} by default
   */
  public Fit fit() {
    return fit;
  }

  /**
   * What {@link Fit#COVER} keeps and where {@link Fit#CONTAIN} places.
   *
   * @return the position; {@link Position#CENTER} by default
   */
  public Position position() {
    return position;
  }

  /**
   * The region of the upright original that is used.
   *
   * @return the region, or empty for the whole image
   */
  public Optional<Crop> crop() {
    return Optional.ofNullable(crop);
  }

  /**
   * Whether the result may have more pixels than the original.
   *
   * @return false by default
   */
  public boolean enlarge() {
    return enlarge;
  }

  /**
   * Mirroring of the upright image.
   *
   * @return the flip; {@link Flip#NONE} by default
   */
  public Flip flip() {
    return flip;
  }

  /**
   * Rotation of the upright, flipped image.
   *
   * @return the rotation; {@link Rotation#NONE} by default
   */
  public Rotation rotation() {
    return rotation;
  }

  /**
   * The format of the result.
   *
   * @return the format, or empty for the source's own, or PNG or JPEG by transparency where that
   *     cannot be written
   */
  public Optional<ImageFormat> format() {
    return Optional.ofNullable(format);
  }

  /**
   * The quality of a lossy format.
   *
   * @return 1..100, or empty for the format's default, 80
   */
  public OptionalInt quality() {
    return optional(quality);
  }

  /**
   * The colour behind transparency, where the format has none, and of padding.
   *
   * @return the colour, or empty for the default: white behind transparency in JPEG; transparent
   *     padding, white in JPEG
   */
  public Optional<RgbaColor> background() {
    return Optional.ofNullable(background);
  }

  /**
   * The caller's version of the original.
   *
   * @return the version, or empty if none was given
   */
  public Optional<String> version() {
    return Optional.ofNullable(version);
  }

  /**
   * Whether the copyright and artist tags are kept; all other metadata is always dropped.
   *
   * @return false by default
   */
  public boolean keepCopyright() {
    return keepCopyright;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageRequest that
        && source.equals(that.source)
        && width == that.width
        && height == that.height
        && devicePixelRatio == that.devicePixelRatio
        && fit == that.fit
        && position.equals(that.position)
        && Objects.equals(crop, that.crop)
        && enlarge == that.enlarge
        && flip == that.flip
        && rotation == that.rotation
        && format == that.format
        && quality == that.quality
        && Objects.equals(background, that.background)
        && Objects.equals(version, that.version)
        && keepCopyright == that.keepCopyright;
  }

  @Override
  public int hashCode() {
    int hash = source.hashCode();
    hash = 31 * hash + width;
    hash = 31 * hash + height;
    hash = 31 * hash + Double.hashCode(devicePixelRatio);
    hash = 31 * hash + fit.hashCode();
    hash = 31 * hash + position.hashCode();
    hash = 31 * hash + Objects.hashCode(crop);
    hash = 31 * hash + Objects.hashCode(format);
    hash = 31 * hash + quality;
    hash = 31 * hash + Objects.hashCode(version);
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("ImageRequest[").append(source);
    append(text, "width", optional(width));
    append(text, "height", optional(height));
    if (devicePixelRatio != 1) {
      text.append(", dpr=").append(devicePixelRatio);
    }
    text.append(", fit=").append(fit);
    if (!position.equals(Position.CENTER)) {
      text.append(", position=").append(position);
    }
    if (crop != null) {
      text.append(", crop=").append(crop.label());
    }
    if (enlarge) {
      text.append(", enlarge");
    }
    if (flip != Flip.NONE) {
      text.append(", flip=").append(flip);
    }
    if (rotation != Rotation.NONE) {
      text.append(", rotate=").append(rotation.degrees());
    }
    if (format != null) {
      text.append(", format=").append(format.label());
    }
    append(text, "quality", optional(quality));
    if (background != null) {
      text.append(", background=").append(background.toHex());
    }
    if (version != null) {
      text.append(", version=").append(version);
    }
    if (keepCopyright) {
      text.append(", keepCopyright");
    }
    return text.append(']').toString();
  }

  private static void append(StringBuilder text, String name, OptionalInt value) {
    if (value.isPresent()) {
      text.append(", ").append(name).append('=').append(value.getAsInt());
    }
  }

  private static OptionalInt optional(int value) {
    return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private int scaled(int side) {
    return (int) Math.round(side * devicePixelRatio);
  }

  /**
   * Collects the options of a request. Every setter checks its value at once and throws an {@link
   * ImageResizeException} with {@link ImageResizeException.Reason#INVALID_REQUEST} that names the
   * option, the value and the rule. Not thread-safe.
   */
  public static final class Builder {
    private final String source;
    private int width;
    private int height;
    private double devicePixelRatio = 1;
    private Fit fit = Fit.INSIDE;
    private Position position = Position.CENTER;
    private @Nullable Crop crop;
    private boolean enlarge;
    private Flip flip = Flip.NONE;
    private Rotation rotation = Rotation.NONE;
    private @Nullable ImageFormat format;
    private int quality;
    private @Nullable RgbaColor background;
    private @Nullable String version;
    private boolean keepCopyright;

    private Builder(String source) {
      if (source.isEmpty() || source.length() > MAX_SOURCE_LENGTH) {
        throw ImageResizeException.invalid(
            "source", source, "must have 1.." + MAX_SOURCE_LENGTH + " characters");
      }
      if (source.chars().anyMatch(Character::isISOControl)) {
        throw ImageResizeException.invalid("source", source, "must not hold control characters");
      }
      if (source.codePoints().anyMatch(Builder::isLoneSurrogate)) {
        throw ImageResizeException.invalid("source", source, "must be well-formed Unicode");
      }
      this.source = source;
    }

    /**
     * Sets the box's width; alone, it keeps the aspect ratio.
     *
     * @param pixels 1..{@value ImageRequest#MAX_SIDE} CSS pixels
     * @return this builder
     */
    public Builder width(int pixels) {
      width = range("width", pixels, 1, MAX_SIDE);
      return this;
    }

    /**
     * Sets the box's height; alone, it keeps the aspect ratio.
     *
     * @param pixels 1..{@value ImageRequest#MAX_SIDE} CSS pixels
     * @return this builder
     */
    public Builder height(int pixels) {
      height = range("height", pixels, 1, MAX_SIDE);
      return this;
    }

    /**
     * Sets the factor between CSS pixels and the pixels of the result.
     *
     * @param ratio 1..4, rounded to two decimal places; 1 by default
     * @return this builder
     */
    public Builder devicePixelRatio(double ratio) {
      if (!(ratio >= 1 && ratio <= 4)) {
        throw ImageResizeException.invalid("dpr", ratio, "must be 1..4");
      }
      devicePixelRatio = Math.round(ratio * 100) / 100.0;
      return this;
    }

    /**
     * Sets how the image is brought into the box.
     *
     * @param value {@link Fit#INSIDE} by default
     * @return this builder
     */
    public Builder fit(Fit value) {
      fit = Objects.requireNonNull(value, "fit");
      return this;
    }

    /**
     * Sets what {@link Fit#COVER} keeps and where {@link Fit#CONTAIN} places.
     *
     * @param value {@link Position#CENTER} by default
     * @return this builder
     */
    public Builder position(Position value) {
      position = Objects.requireNonNull(value, "position");
      return this;
    }

    /**
     * Sets the region of the upright original that is used.
     *
     * @param region a region; the whole image by default
     * @return this builder
     */
    public Builder crop(Crop region) {
      crop = Objects.requireNonNull(region, "crop");
      return this;
    }

    /**
     * Sets whether the result may have more pixels than the original.
     *
     * @param value false by default
     * @return this builder
     */
    public Builder enlarge(boolean value) {
      enlarge = value;
      return this;
    }

    /**
     * Sets the mirroring of the upright image.
     *
     * @param value {@link Flip#NONE} by default
     * @return this builder
     */
    public Builder flip(Flip value) {
      flip = Objects.requireNonNull(value, "flip");
      return this;
    }

    /**
     * Sets the rotation of the upright, flipped image.
     *
     * @param value {@link Rotation#NONE} by default
     * @return this builder
     */
    public Builder rotation(Rotation value) {
      rotation = Objects.requireNonNull(value, "rotation");
      return this;
    }

    /**
     * Sets the format of the result.
     *
     * @param value a format; the source's own by default
     * @return this builder
     */
    public Builder format(ImageFormat value) {
      format = Objects.requireNonNull(value, "format");
      return this;
    }

    /**
     * Sets the quality of a lossy format; it has no meaning for PNG and GIF.
     *
     * @param value 1..100; 80 by default
     * @return this builder
     */
    public Builder quality(int value) {
      quality = range("quality", value, 1, 100);
      return this;
    }

    /**
     * Sets the colour behind transparency, where the format has none, and of padding.
     *
     * @param value a colour; see {@link ImageRequest#background()} for the default
     * @return this builder
     */
    public Builder background(RgbaColor value) {
      background = Objects.requireNonNull(value, "background");
      return this;
    }

    /**
     * Sets the caller's version of the original; over HTTP it makes the reply immutable.
     *
     * @param value 1..{@value ImageRequest#MAX_VERSION_LENGTH} letters, digits, or any of {@code
     *     -_.~:+=}
     * @return this builder
     */
    public Builder version(String value) {
      if (!value.matches("[A-Za-z0-9_.~:+=-]{1," + MAX_VERSION_LENGTH + "}")) {
        throw ImageResizeException.invalid(
            "version",
            value,
            "must have 1.." + MAX_VERSION_LENGTH + " letters, digits or any of -_.~:+=");
      }
      version = value;
      return this;
    }

    /**
     * Sets whether the copyright and artist tags are kept.
     *
     * @param value false by default
     * @return this builder
     */
    public Builder keepCopyright(boolean value) {
      keepCopyright = value;
      return this;
    }

    /**
     * Makes the request; the builder may be used on.
     *
     * @return an immutable request
     * @throws ImageResizeException with {@link ImageResizeException.Reason#INVALID_REQUEST} if a
     *     side times the device pixel ratio passes {@value ImageRequest#MAX_SIDE}
     */
    public ImageRequest build() {
      double longest = Math.max(width, height) * devicePixelRatio;
      if (longest > MAX_SIDE) {
        throw ImageResizeException.invalid(
            "width or height times dpr", longest, "must be at most " + MAX_SIDE);
      }
      return new ImageRequest(this);
    }

    private static boolean isLoneSurrogate(int codePoint) {
      return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static int range(String field, int value, int least, int most) {
      if (value < least || value > most) {
        throw ImageResizeException.invalid(field, value, "must be " + least + ".." + most);
      }
      return value;
    }
  }
}
